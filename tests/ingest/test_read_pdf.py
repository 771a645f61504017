"""PDF text layers."""

from __future__ import annotations

import threading

import pytest

from ingest.read import ReadError, read_bytes
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
