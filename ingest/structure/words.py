"""Small questions about the words of a line."""

from __future__ import annotations

import re

ENDS = frozenset("。；：！？，、;:!?,…")
"""What a heading never ends with."""


def squeezed(words: str) -> str:
    """A heading without the padding inside it (总　则); a space between Latin words stays."""
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", words.strip())
