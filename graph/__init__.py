"""Statute → property graph: schema, records, networkx, Neo4j, questions, chains, layouts, exports. Never imports Streamlit."""
