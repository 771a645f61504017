"""Corrections 人工校核: what people said of a reading, replayed at every ingest. People have the last word.

An append-only log of events, each anchored to a unit and quoted words (never to a database id or an offset alone). An event that
matches nothing, or two things, is a conflict that is shown; it is never dropped or guessed.
"""
