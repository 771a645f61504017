"""The annotated truth and the scorer: how right the extraction is, measured."""
