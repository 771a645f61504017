"""The text of a typed Cypher statement, read just far enough to know its mode, its parameters and the functions it calls.

Not a parser: the server parses. Comments, strings and back-quoted names are told apart from code, in one pass.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

import msgspec

from .errors import GraphError

LONGEST = 20_000
DEEPEST = 150

Mode = Literal["run", "explain", "profile"]


class Statement(msgspec.Struct, frozen=True):
    """``body``: the statement without EXPLAIN or PROFILE, which are blanked so that positions stay. ``calls``: dotted names called."""

    text: str
    body: str
    mode: Mode
    parameters: tuple[str, ...]
    calls: tuple[str, ...]


# What the server reads as \\uXXXX anywhere in the text is a character to us as well.
_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")
_TOKEN = re.compile(
    r"(?P<comment>//[^\n\r]*|/\*.*?(?:\*/|\Z))"
    r"|(?P<string>'(?:[^'\\]|\\.)*(?:'|\Z)|\"(?:[^\"\\]|\\.)*(?:\"|\Z))"
    r"|(?P<quoted>`(?:[^`]|``)*(?:`|\Z))"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<space>\s+)"
    r"|(?P<number>\d\w*(?:\.\d\w*)?)"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_OPEN, _CLOSE = "([{", ")]}"


def read_statement(text: str) -> Statement:
    """``text`` as a statement. GraphError empty, not_text, too_long, too_deep."""
    if len(text) > LONGEST:
        raise GraphError("too_long", length=len(text), limit=LONGEST)
    if not _is_text(text):
        raise GraphError("not_text")
    mode: Mode = "run"
    body = text
    first = _first_word(text)
    if first and first.group().upper() in ("EXPLAIN", "PROFILE"):
        mode = "explain" if first.group().upper() == "EXPLAIN" else "profile"
        body = text[: first.start()] + " " * len(first.group()) + text[first.end() :]
    code = _tokens(body)
    if not [token for token in code if token != (";", "sign")]:
        raise GraphError("empty")
    depth = deepest = 0
    for token, kind in code:
        if kind == "sign" and token in _OPEN:
            depth += 1
            deepest = max(deepest, depth)
        elif kind == "sign" and token in _CLOSE:
            depth -= 1
    if deepest > DEEPEST:
        raise GraphError("too_deep", depth=deepest, limit=DEEPEST)
    return Statement(text, body, mode, _parameters(code), _calls(code))


def _is_text(text: str) -> bool:
    """Whether ``text`` can be sent: half of a surrogate pair cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _first_word(text: str) -> re.Match[str] | None:
    for match in _TOKEN.finditer(text):
        if match.lastgroup in ("comment", "space"):
            continue
        return match if match.lastgroup == "word" else None
    return None


def _tokens(text: str) -> list[tuple[str, str]]:
    """(token, kind) without comments and white space, after the server's own decoding of escapes."""
    decoded = _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
    return [
        (match.group(), str(match.lastgroup))
        for match in _TOKEN.finditer(decoded)
        if match.lastgroup not in ("comment", "space")
    ]


def _name(token: tuple[str, str]) -> str | None:
    text, kind = token
    if kind == "word":
        return text
    return text.strip("`") if kind == "quoted" else None


def _parameters(code: list[tuple[str, str]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for (sign, _), following in pairwise(code):
        name = _name(following) or (following[0] if following[1] == "number" else None)
        if sign == "$" and name:
            found[name] = None
    return tuple(found)


def _calls(code: list[tuple[str, str]]) -> tuple[str, ...]:
    """Names with a dot in them that stand before an opening bracket: functions of a name space, procedures."""
    found: dict[str, None] = {}
    path: list[str] = []
    after_dot = False
    for token in code:
        name = _name(token)
        if name is not None:
            path = [*path, name] if after_dot else [name]
            after_dot = False
        elif token == (".", "sign") and path:
            after_dot = True
        else:
            if token == ("(", "sign") and len(path) > 1 and not after_dot:
                found[".".join(path)] = None
            path, after_dot = [], False
    return tuple(found)
