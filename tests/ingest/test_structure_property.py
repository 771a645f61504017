"""Any text gives a lossless tree; wrapping a statute and unwrapping it gives the same tree, or a doubt at the place."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.lines import logical_lines
from ingest.structure import Tree, parse_structure

from .trees import FICTION, raw, squeezed, whole

PIECES = st.sampled_from(
    [
        *(
            "第",
            "一",
            "二",
            "十",
            "条",
            "章",
            "节",
            "编",
            "目",
            "之一",
            "第一条",
            "第二条 ",
            "第3条",
            "第一章 总则\n",
            "第一节\n",
        ),
        *(
            "（一）",
            "（二）",
            "(三)",
            "1.",
            "2、",
            "（1）",
            "①",
            "一、",
            "二、",
            "项",
            "款",
            "以及",
            "规定的",
            "修改为：",
            "本项",
        ),
        *("“", "”", "‘", "《", "》", "（", "）", "【", "】", "|", "。", "；", "：", "，", "、", ",", ":"),
        *("\n", "\n\n", "\r\n", "\r", "\f", " ", "\u3000\u3000", "\xa0", "\t", "\u200b", "\ufeff", "\u2028", "\x85", "\x1c"),
        *(
            "附件",
            "附：",
            "目录\n",
            "总　则",
            "附则",
            "序言\n",
            "2031年5月1日",
            "— 3 —\n",
            "\n7\n",
            "公 告\n",
            "云泽省人民政府\n",
            "条例",
        ),
        *(
            "abc",
            "0",
            "９",
            "條規應當時對於與",
            "\x00",
            "\ud800",
            "\ue000",
            "\U00020000",
            "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉",
        ),
    ]
)
SOUP = st.lists(PIECES | st.text(max_size=6), max_size=80).map("".join)


@st.composite
def marked_soup(draw: st.DrawFn) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text and spans of it that are markup (sorted, disjoint)."""
    text = draw(SOUP)
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    return text, tuple((start, end) for start, end in zip(places[::2], places[1::2], strict=False) if start < end)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(marked_soup())
def test_any_text_gives_a_lossless_tree(soup: tuple[str, tuple[tuple[int, int], ...]]) -> None:
    text, markup = soup
    trees = parse_structure(raw(text, markup))
    assert "".join(parsed.reading.source for parsed in trees) == text
    for parsed in trees:
        whole(parsed)


@settings(max_examples=60, deadline=None)
@given(SOUP, st.integers(2, 6))
def test_work_grows_with_the_text_alone(soup: str, times: int) -> None:
    """Units and segments of a text repeated are at most in proportion: nothing is counted twice."""
    unit = soup + "\n"
    once = sum(len(parsed.segments) for parsed in parse_structure(raw(unit * 2)))
    more = sum(len(parsed.segments) for parsed in parse_structure(raw(unit * 2 * times)))
    assert more <= (once + 8) * times * 2


CLOSERS = "，。、；：！？）》”"
OPENERS = "（《“"


def wrapped(lines: list[str], margin: int, gap: str) -> tuple[str, set[int]]:
    """The lines as a page shows them: ``margin`` characters a line, two fewer on a first line, its indent lost.

    Also the starts (in characters without white space) of the paragraphs that the page cannot tell apart from a sentence.
    """
    pages: list[str] = []
    for line in lines:
        rest, room = line, margin - 2
        while rest:
            end = _fit(rest, room)
            pages.append(rest[:end])
            rest, room = rest[end:], margin
    return gap.join(pages) + "\n", set()


def _fit(text: str, room: int) -> int:
    """How many characters of ``text`` stand on a line of ``room`` Han characters: Chinese line-breaking rules."""
    width, end = 0.0, 0
    while end < len(text):
        width += 0.5 if text[end].isascii() else 1
        if width > room:
            break
        end += 1
    if end >= len(text):
        return end
    if text[end] in CLOSERS and text[end - 1] not in CLOSERS:
        return end + 1  # it hangs over the margin
    while end > 1 and (
        text[end] in CLOSERS
        or text[end - 1] in OPENERS
        or (text[end].isascii() and text[end].isalnum() and text[end - 1].isascii() and text[end - 1].isalnum())
    ):
        end -= 1
    return max(end, 1)


def starts(parsed: Tree) -> dict[int, str]:
    """Where (in characters without white space) each unit of the body begins, and its id."""
    text = parsed.reading.text
    before = [0]
    for character in text:
        before.append(before[-1] + (not character.isspace()))
    return {before[unit.at]: unit.id for unit in parsed.units if unit.kind in ("paragraph", "item", "subitem", "article")}


@settings(max_examples=60, deadline=None)
@given(st.integers(14, 60), st.sampled_from(["\n", "\n\n", "\n\n\n"]), st.randoms(use_true_random=False))
def test_wrapping_and_unwrapping_gives_the_same_tree_or_a_doubt(margin: int, gap: str, random) -> None:  # type: ignore[no-untyped-def]
    lines = [line for line in FICTION.read_text("utf-8").splitlines() if not line.startswith("|")]
    body = [line for line in lines[lines.index("第一编 总则", 5) :] if line]
    head = [lines[0], lines[1]]
    chosen = head + [body[0]] + [line for line in body[1:] if not line.startswith("第") or random.random() < 0.9]
    base = parse_structure(raw("\n".join(chosen)))[0]
    page, _ = wrapped(chosen, margin, gap)
    parsed = parse_structure(raw(page))[0]
    whole(parsed)
    assert squeezed(parsed.reading.text) == squeezed(base.reading.text)
    expected, found = starts(base), starts(parsed)
    if expected == found:
        return
    first = min(place for place in expected.keys() | found.keys() if expected.get(place) != found.get(place))
    told = [len(squeezed(page[: boundary.at])) for boundary in logical_lines(raw(page)).doubts]
    assert any(abs(place - first) <= 12 for place in told), (margin, expected.get(first), found.get(first))
