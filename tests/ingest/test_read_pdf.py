"""PDF text layers."""

from __future__ import annotations

import threading

import pytest

from ingest.read import ReadError, read_bytes
from ingest.read.docx.numbering import written
from ingest.structure import parse_structure
from tests.ingest.files import pdf

WIDE = "第{}条 为了规范数据管理，保护数据安全，发挥数据效用，制定本条例"


def page(first: int, number: int) -> list[tuple[float, float, str]]:
    lines = [(90.0, 760.0 - 20 * row, WIDE.format(first + row)) for row in range(4)]
    return [*lines, (114.0, 660.0, "其他规定另起一款，其首行缩进两个字符的宽度，以示区别。"), (280.0, 40.0, f"— {number} —")]


def test_pages_lines_and_indents() -> None:
    text = read_bytes(pdf([page(1, 1), page(5, 2)]), "a.pdf").text
    first, second = text.split("\f")
    assert first.splitlines()[0] == WIDE.format(1)
    assert first.splitlines()[4] == "\u3000\u3000其他规定另起一款，其首行缩进两个字符的宽度，以示区别。"
    assert first.splitlines()[-1] == "— 1 —"  # what is furniture is for the line stage to say
    assert second.splitlines()[0] == WIDE.format(5)


def test_a_scan_is_not_an_empty_statute() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(pdf([[], [], []], picture=True), "a.pdf")
    assert caught.value.code == "pdf_scanned" and "3" in str(caught.value) and "OCR" in str(caught.value)


def test_a_scanned_page_among_others_is_a_doubt() -> None:
    raw = read_bytes(pdf([page(1, 1), [], page(5, 3)], picture=True), "a.pdf")
    (doubt,) = raw.doubts
    assert doubt.code == "page_without_text" and doubt.values == {"page": "2"}
    assert raw.text[doubt.start :].startswith("\n\f")


def test_a_text_layer_without_meaning() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(pdf([[(90.0, 700.0, "\ue123\ue124\ue125" * 10)]]), "a.pdf")
    assert caught.value.code == "pdf_garbled"


def test_a_locked_pdf() -> None:
    locked = pdf([page(1, 1)]).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>",
    )
    with pytest.raises(ReadError) as caught:
        read_bytes(locked, "a.pdf")
    assert caught.value.code == "pdf_encrypted"


def test_threads_may_read_at_once() -> None:
    data, found = pdf([page(1, 1), page(5, 2)]), []
    threads = [threading.Thread(target=lambda: found.append(read_bytes(data, "a.pdf").text)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8 and len(set(found)) == 1


CLAUSES = (
    "第{}条 数据处理者应当按照国家有关规定，建立健全全流程数据安全管理制度，组织开展数据安全教育培训，采取相应的技术措施。\n"
    "省人民政府应当加强对数据安全工作的领导，协调解决重大问题。",
    "第{}条 有下列情形之一的，由主管部门责令改正：\n（一）未按照规定保存记录，或者保存的记录不完整、不准确，造成无法查询的；\n（二）拒绝检查的。",
)


def laid_out(text: str, width: int, head: str) -> bytes:
    """``text`` as an office prints it: first lines indented, 22 lines a page, a running head and a page number."""
    rows: list[tuple[float, str]] = []
    for number, line in enumerate(text.splitlines()):
        if number < 2:
            rows.append((300 - 6 * len(line), line))
            continue
        rows.append((114, line[: width - 2]))
        rows.extend((90, line[at : at + width]) for at in range(width - 2, len(line), width))
    pages = []
    for number, begin in enumerate(range(0, len(rows), 22), 1):
        body = [(x, 760.0 - 24 * row, words) for row, (x, words) in enumerate(rows[begin : begin + 22])]
        pages.append([(200.0, 810.0, head), *body, (280.0, 40.0, f"— {number} —")])
    return pdf(pages)


@pytest.mark.parametrize("head", ["海东省人民代表大会公报", "海东省数据安全条例"])
@pytest.mark.parametrize("width", [24, 28, 33])
def test_a_printed_statute_has_the_tree_of_its_text(width: int, head: str) -> None:
    text = "海东省数据安全条例\n（2021年3月1日海东省人民代表大会通过）\n" + "\n".join(
        CLAUSES[number % 2].format(written(number, "chineseCounting")) for number in range(1, 31)
    )

    def tree(data: bytes, name: str) -> list[tuple[str, str]]:
        (only,) = parse_structure(read_bytes(data, name))
        return [(unit.id, "".join(only.reading.text[unit.at : unit.until].split())) for unit in only.units]

    printed = laid_out(text, width, head)
    assert tree(printed, "a.pdf") == tree(text.encode(), "a.txt")
    raw = read_bytes(printed, "a.pdf")
    dropped = [raw.text[tile.start : tile.end] for tile in parse_structure(raw)[0].segments if tile.reason == "page_furniture"]
    assert sum("—" in words for words in dropped) == raw.text.count("\f") + 1
    assert sum(head in words for words in dropped) >= raw.text.count("\f")


def spaced(words: str, gap: float, y: float) -> list[tuple[float, float, str]]:
    """Every character set on its own, ``gap`` points apart."""
    places, x = [], 90.0
    for char in words:
        places.append((x, y, char))
        x += (12 if char > "\x7f" else 6) + gap
    return places


def test_letters_set_apart_are_words_and_gaps_are_spaces() -> None:
    lines = [*spaced("（一）规范数据管理，保存记录；", 3, 700), *spaced("（二）定期检查。", 0.5, 676)]
    assert read_bytes(pdf([lines]), "a.pdf").text == "（一）规范数据管理，保存记录；\n（二）定期检查。\n"
    heading = [(200.0, 700.0, "第一章"), (284.0, 700.0, "总则"), (90.0, 676.0, "第一条 甲。")]
    assert read_bytes(pdf([heading]), "a.pdf").text == "第一章 总则\n第一条 甲。\n"
