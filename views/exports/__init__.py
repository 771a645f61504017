"""Files people take away: SVG, PNG, HTML, PPTX, DOCX, PDF, CSV, JSON, GraphML, Akoma Ntoso. Each carries its stamp.

Nothing here imports Streamlit: the command line makes the same files as the app.
"""
