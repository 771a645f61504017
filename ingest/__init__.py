"""Statute text → :class:`~ingest.statute.Statute`: pure functions over text, no database, no network, no Streamlit."""
