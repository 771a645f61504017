"""Storyboards 故事板: an ordered list of views with titles and notes, as one small file that opens on another machine.

A step keeps the page and the values of its address (ids, never labels), and the zoom and place of its picture. The file carries the
statute's text (compressed), so that a differing text on the other machine is said, article by article.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
import zlib
from difflib import SequenceMatcher
from math import isfinite
from typing import Any, Literal

import msgspec

from ingest.statute import Statute

FORMAT = 1
MAX_BYTES = 5_000_000
MAX_STEPS = 500
MAX_TEXT = 20_000_000
"""Characters of a statute's text a file may unfold to."""


class Viewport(msgspec.Struct, frozen=True, omit_defaults=True):
    """Zoom (1 = natural size) and the offset of the picture's origin, in pixels, on a canvas of ``width`` by ``height`` pixels.

    On a canvas of another size the same part of the picture is shown (0: size unknown).
    """

    zoom: float
    x: float
    y: float
    width: float = 0
    height: float = 0


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One view: page id, the values of its address, where the picture stood, a title, and notes for the speaker."""

    id: str
    page: str
    title: str
    query: dict[str, tuple[str, ...]] = {}
    notes: str = ""
    viewport: Viewport | None = None
    build: bool = False


class Told(msgspec.Struct, frozen=True):
    """The statute a story is told of. ``text``: its logical text, zlib and base64; ``units``: article id → the hash of its words.

    ``spans``: article id → where it stands in the text (absent from files of the first version).
    """

    id: str
    title: str
    text_hash: str
    text: str
    units: dict[str, str]
    spans: dict[str, tuple[int, int]] = {}


class Story(msgspec.Struct, frozen=True):
    """A storyboard. ``format`` is the version of this file's form."""

    format: int
    id: str
    title: str
    statute: Told
    steps: tuple[Step, ...] = ()


class Problem(msgspec.Struct, frozen=True):
    """Something in a file that was left out: ``code`` is a key of the catalogue, ``values`` fill it."""

    code: str
    values: dict[str, str] = {}


class Opened(msgspec.Struct, frozen=True):
    """A story as opened: what can be shown, and what was left out."""

    story: Story
    problems: tuple[Problem, ...] = ()


class StoryError(Exception):
    """A file that is no storyboard. ``code`` is a key of the catalogue, ``values`` fill it."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(f"{code} {values}")
        self.code, self.values = code, values


def _hash(text: str) -> str:
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:16]


def told(statute: Statute) -> Told:
    """What a story keeps of its statute."""
    text = statute.reading.text
    packed = base64.b64encode(zlib.compress(text.encode(), 9)).decode()
    articles = [unit for unit in statute.units if unit.kind == "article"]
    units = {unit.id: _hash(text[unit.at : unit.until]) for unit in articles}
    return Told(statute.id, statute.title, _hash(text), packed, units, {unit.id: (unit.at, unit.until) for unit in articles})


def viewport_of(raw: object) -> Viewport | None:
    """What a browser says of a picture's place, None where it says nothing that a picture could have."""
    try:
        given = msgspec.convert(raw, Viewport)
    except msgspec.ValidationError:
        return None
    numbers = (given.zoom, given.x, given.y, given.width, given.height)
    return given if all(isfinite(one) and abs(one) < 1e7 for one in numbers) and given.zoom > 0 else None


def new_story(statute: Statute, title: str) -> Story:
    """An empty story of ``statute``."""
    return Story(FORMAT, uuid.uuid4().hex[:12], title, told(statute))


def new_step(
    page: str, title: str, query: dict[str, tuple[str, ...]], notes: str = "", viewport: Viewport | None = None
) -> Step:
    """A step with an id of its own."""
    return Step(uuid.uuid4().hex[:12], page, title, query, notes, viewport)


def save(story: Story) -> bytes:
    """The story as a file (JSON, UTF-8)."""
    return msgspec.json.format(msgspec.json.encode(story), indent=1)


def open_story(data: bytes, pages: frozenset[str]) -> Opened:
    """The story in ``data``, with steps of the given pages. Raises :class:`StoryError` if nothing of it can be shown.

    A step that is not one is left out and named; everything in a file is data, whatever it looks like.
    """
    if len(data) > MAX_BYTES:
        raise StoryError("story.too_large", size=f"{len(data) / 1e6:.1f}")
    try:
        raw = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise StoryError("story.not_json") from None
    if not isinstance(raw, dict) or "steps" not in raw or "statute" not in raw:
        raise StoryError("story.not_a_story")
    made = raw.get("format")
    if not isinstance(made, int):
        raise StoryError("story.not_a_story")
    if made > FORMAT:
        raise StoryError("story.newer", format=str(made), known=str(FORMAT))
    try:
        statute = msgspec.convert(raw["statute"], Told)
    except msgspec.ValidationError:
        raise StoryError("story.no_statute") from None
    steps, problems = _steps(raw["steps"], pages)
    title = raw.get("title") if isinstance(raw.get("title"), str) else statute.title
    key = raw.get("id") if isinstance(raw.get("id"), str) and str(raw.get("id")).isalnum() else uuid.uuid4().hex[:12]
    return Opened(Story(FORMAT, str(key)[:40], str(title), statute, steps), problems)


def _steps(raw: Any, pages: frozenset[str]) -> tuple[tuple[Step, ...], tuple[Problem, ...]]:
    problems: list[Problem] = []
    steps: dict[str, Step] = {}
    if not isinstance(raw, list):
        raise StoryError("story.not_a_story")
    for number, item in enumerate(raw[:MAX_STEPS], 1):
        try:
            step = msgspec.convert(item, Step)
        except msgspec.ValidationError:
            problems.append(Problem("story.bad_step", {"number": str(number)}))
            continue
        if step.page not in pages:
            problems.append(Problem("story.unknown_page", {"number": str(number), "page": step.page[:40]}))
            continue
        if step.id in steps:
            step = msgspec.structs.replace(step, id=uuid.uuid4().hex[:12])
        steps[step.id] = step
    if len(raw) > MAX_STEPS:
        problems.append(Problem("story.too_many", {"kept": str(MAX_STEPS), "total": str(len(raw))}))
    return tuple(steps.values()), tuple(problems)


class Difference(msgspec.Struct, frozen=True):
    """An article whose words differ between the story's text and the one here. ``before``/``after`` are empty where it is missing.

    ``unit`` is its id here (of a removed one, its id there); ``was`` the id it had there, where that is another.
    """

    unit: str
    kind: Literal["changed", "added", "removed", "renumbered"]
    before: str = ""
    after: str = ""
    was: str = ""


def differences(story: Story, statute: Statute) -> tuple[Difference, ...]:
    """Article by article, how ``statute`` differs from the text the story was made of; empty when it is the same text.

    An article with the same words under another number is ``renumbered``, not changed.
    """
    here = told(statute)
    if here.text_hash == story.statute.text_hash:
        return ()
    old, before, after = text_of(story), story.statute.units, here.units
    was = {unit: old[slice(*span)].strip() for unit, span in story.statute.spans.items() if unit in before}
    now = {unit: statute.reading.text[slice(*span)].strip() for unit, span in here.spans.items()}
    differing = [unit for unit in before if before[unit] != after.get(unit)]
    new = [unit for unit in after if before.get(unit) != after[unit]]
    moved_to = _same_words({one: was[one] for one in differing if one in was}, {one: now[one] for one in new})
    came_from = {to: source for source, to in moved_to.items()}
    gone = [unit for unit in differing if unit not in moved_to and (unit not in after or unit in came_from)]
    found = [Difference(unit, "removed", was.get(unit, "")) for unit in gone]
    for unit in new:
        if unit in came_from:
            found.append(Difference(unit, "renumbered", was[came_from[unit]], now[unit], came_from[unit]))
        elif unit in before and unit not in moved_to:
            found.append(Difference(unit, "changed", was.get(unit, ""), now[unit]))
        else:
            found.append(Difference(unit, "added", "", now[unit]))
    return tuple(found)


def _same_words(before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
    """Old id → new id of the articles whose words after the number are the same, each of them once."""

    def body(words: str) -> str:
        return "".join((words.split(None, 1)[1:] or [""])[0].split())

    free: dict[str, list[str]] = {}
    for unit, words in after.items():
        free.setdefault(body(words), []).append(unit)
    found = {}
    for unit, words in before.items():
        places = [place for place in free.get(body(words), ()) if place != unit] if body(words) else []
        if places:
            found[unit] = places[0]
            free[body(words)].remove(places[0])
    return found


def word_changes(before: str, after: str) -> tuple[tuple[Literal["same", "gone", "new"], str], ...]:
    """``before`` and ``after`` as one run of stretches: kept, taken out, put in. Very long texts are told as one change."""
    if len(before) * len(after) > 9_000_000:
        return (("gone", before), ("new", after))
    pieces: list[tuple[Literal["same", "gone", "new"], str]] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("same", before[i:j]))
            continue
        if j > i:
            pieces.append(("gone", before[i:j]))
        if m > k:
            pieces.append(("new", after[k:m]))
    return tuple(pieces)


def text_of(story: Story) -> str:
    """The text the story was made of; empty if the file's copy is damaged or unfolds too far."""
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b64decode(story.statute.text, validate=True), MAX_TEXT)
    except (ValueError, zlib.error):
        return ""
    return "" if unpacker.unconsumed_tail else data.decode("utf-8", "replace")


def retold(story: Story, statute_id: str) -> Story:
    """``story`` of the statute called ``statute_id`` here: ids in its steps begin with that; the text it was made of stays."""
    there = story.statute.id
    steps = tuple(
        msgspec.structs.replace(
            step,
            query={
                name: tuple(value.replace(f"{there}:", f"{statute_id}:") for value in values)
                for name, values in step.query.items()
            },
        )
        for step in story.steps
    )
    return msgspec.structs.replace(story, statute=msgspec.structs.replace(story.statute, id=statute_id), steps=steps)


def with_step(story: Story, step: Step, place: int | None = None) -> Story:
    """``story`` with ``step`` at ``place`` (from 0), or at the end."""
    steps = list(story.steps)
    steps.insert(len(steps) if place is None else place, step)
    return msgspec.structs.replace(story, steps=tuple(steps))


def without_step(story: Story, step_id: str) -> Story:
    """``story`` without a step."""
    return msgspec.structs.replace(story, steps=tuple(step for step in story.steps if step.id != step_id))


def moved(story: Story, step_id: str, by: int) -> Story:
    """``story`` with a step ``by`` places later (negative: earlier), never beyond the ends."""
    steps = list(story.steps)
    at = next((number for number, step in enumerate(steps) if step.id == step_id), None)
    if at is None:
        return story
    step = steps.pop(at)
    steps.insert(max(0, min(len(steps), at + by)), step)
    return msgspec.structs.replace(story, steps=tuple(steps))


def changed(story: Story, step_id: str, **fields: Any) -> Story:
    """``story`` with fields of one step replaced (title, notes, build)."""
    steps = tuple(msgspec.structs.replace(step, **fields) if step.id == step_id else step for step in story.steps)
    return msgspec.structs.replace(story, steps=steps)


def duplicated(story: Story, step_id: str) -> Story:
    """``story`` with a copy of a step right after it."""
    at = next((number for number, step in enumerate(story.steps) if step.id == step_id), None)
    if at is None:
        return story
    return with_step(story, msgspec.structs.replace(story.steps[at], id=uuid.uuid4().hex[:12]), at + 1)
