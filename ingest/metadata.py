"""What a statute's text says of itself: title, kind, issuer, dates, each with its words."""

from __future__ import annotations

from .statute import Metadata
from .structure import Tree


def metadata_of(tree: Tree) -> Metadata:
    """The metadata stated in the text; None where it is silent."""
    return Metadata()


def statute_id(meta: Metadata, tree: Tree) -> str:
    """The statute's id, from its text: ``<title>@<adopted>``."""
    return "无题"
