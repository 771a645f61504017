"""The managed Neo4j server: provided from package registries, started, watched and stopped. See ``docs/neo4j.md``."""
