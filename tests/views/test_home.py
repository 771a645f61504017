"""The library page: what was taken in is there at once; what cannot be read says why and changes nothing."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from graph import library


@pytest.fixture
def held(own_library):
    return library.open_library()


def _take_in(data: bytes, name: str, language: str = "zh") -> AppTest:
    test = AppTest.from_string(
        f"from views.home import take_in\ntake_in({data!r}, {name!r}, replace=False)\n", default_timeout=60
    )
    test.query_params["lang"] = language
    return test.run()


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"%PDF-1.4 nonsense", "a.pdf"), (b"PK\x03\x04 nonsense", "a.docx"), (b"", "a.txt"), (bytes(range(256)) * 40, "a.txt")],
)
def test_a_bad_file_says_why_and_the_library_is_as_it_was(held, data, name):
    before = [entry.key for entry in library.entries(held)]
    test = _take_in(data, name)
    assert not test.exception
    assert [one.value for one in test.error] and name in test.error[0].value
    assert "Traceback" not in test.error[0].value
    assert [entry.key for entry in library.entries(held)] == before


def test_doubts_are_told_in_the_language_of_the_reader(held):
    text = "某市试行办法\n\n第一条 本市应当公布目录。\n\n第三条 市人民政府应当公布名录。\n".encode()
    test = _take_in(text, "a.txt", "en")
    said = " ".join(str(cell) for frame in test.dataframe for cell in frame.value.to_numpy().ravel())
    assert "the numbers between are missing" in said
    assert "编号缺失" not in said


def test_steps_are_named_while_a_file_is_read(held):
    test = _take_in("某市试行办法\n\n第一条 市人民政府应当公布目录。\n".encode(), "a.txt")
    said = " ".join(one.value for one in test.markdown)
    assert "读取文件" in said and "识别结构" in said and "存入资料库" in said
    assert any(button.label == "打开责任链" for button in test.button)


def test_an_empty_library_offers_the_bundled_statute_and_every_page_a_way_there(held):
    for entry in library.entries(held):
        library.remove(held, entry.key)
    page = AppTest.from_string("from views.home import page\npage()\n", default_timeout=60).run()
    bundled = next(button for button in page.button if "辽宁省大数据发展条例" in button.label)
    for name in ("chains", "reader"):
        empty = AppTest.from_string(f"from views.{name} import page\npage()\n", default_timeout=60).run()
        assert not empty.exception
        assert [button.label for button in empty.button] == ["去资料库"]
    bundled.click().run()
    assert len(library.entries(held)) == 1
