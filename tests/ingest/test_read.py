"""Bytes → text: encodings, kinds of files, and errors that say what to do."""

from __future__ import annotations

import codecs
import os
import pickle
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import read
from ingest.read import ReadError, read_bytes, read_file
from tests.ingest.files import STATUTE, docx, pdf, zipped

TEXT = "\n".join(STATUTE) + "\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("gb18030", b""),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings(encoding: str, mark: bytes, ends: str) -> None:
    text = TEXT.replace("\n", ends)
    data = mark + text.encode(encoding)
    raw = read_bytes(data, "a.txt")
    assert raw.text == text  # no newline translation, no mark
    assert raw.origin.encoding == ("utf-8-sig" if mark == codecs.BOM_UTF8 else encoding)
    assert raw.origin.sha256 == sha256(data).hexdigest()
    assert raw.doubts == () and raw.markup == ()


def test_utf16_without_a_single_ascii_character() -> None:
    text = "为了规范数据管理，保护数据安全，根据有关法律的规定，结合本省实际，制定本条例。"
    for encoding in ("utf-16-le", "utf-16-be", "gb18030"):
        assert read_bytes(text.encode(encoding), "a.txt").text == text


def test_traditional_chinese_in_big5() -> None:
    text = "第 1 條\n為了規範數據管理，主管機關應當依照本條例的規定負責監督。\n" * 3
    raw = read_bytes(text.encode("big5hkscs"), "a.txt")
    assert (raw.text, raw.origin.encoding) == (text, "big5hkscs")


def test_a_few_damaged_bytes_are_shown_and_said() -> None:
    data = TEXT.encode() * 20
    raw = read_bytes(data[:-2], "a.txt")  # cut in the middle of a character
    assert raw.text.endswith("\ufffd") and len(raw.text) > 19 * len(TEXT)
    (doubt,) = raw.doubts
    assert doubt.code == "damaged_bytes" and raw.text[doubt.start : doubt.end] == "\ufffd"
    assert doubt.line == raw.text.count("\n") + 1


def test_what_is_no_known_encoding_is_refused_with_its_place() -> None:
    data = TEXT.encode() + bytes(range(128, 256)) * 40
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.txt")
    assert caught.value.code == "encoding_unknown"
    assert int(caught.value.values["offset"]) == len(TEXT.encode())


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "empty"),
        (codecs.BOM_UTF8 + b"\r\n \t", "a.txt", "empty"),
        ("\u3000\u200b\n".encode(), "a.txt", "empty"),
        (bytes(range(256)) * 20, "a.txt", "binary"),
        (b"\x89PNG\r\n\x1a\n", "a.txt", "binary"),
        (TEXT.encode(), "a.json", "unknown_type"),
        (zipped(xl__workbook_dot_xml=b"<x/>"), "a.xlsx", "unknown_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "old_office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "docx_encrypted"),
        (b"{\\rtf1 abc}", "a.rtf", "old_office"),
        (b"not a zip", "a.docx", "docx_broken"),
        (b"PK\x03\x04word/ cut", "a.docx", "docx_broken"),
        (docx(*STATUTE)[:-400], "a.docx", "docx_broken"),
        (zipped(word__other_dot_xml=b"<x/>"), "a.docx", "docx_broken"),
        (zipped(_rels___dot_rels=b"<r/>", word__document_dot_xml=b"<w:document"), "a.docx", "docx_broken"),
        (b"plain", "a.pdf", "pdf_broken"),
        (b"%PDF-1.7\nnothing", "a.pdf", "pdf_broken"),
        (pdf([[], []], picture=True), "a.pdf", "pdf_scanned"),
        (b"<html><body><div id=app></div><script>load()</script></body></html>", "a.html", "html_no_text"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(data: bytes, name: str, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name)
    error = caught.value
    assert error.code == code
    assert str(error).startswith(f"{name}：") and error.message("en").startswith(f"{name}: ")
    assert len(str(error)) > len(name) + 10 and "\n" not in str(error)
    assert pickle.loads(pickle.dumps(error)).message("en") == error.message("en")


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    for path, code in ((tmp_path, "is_folder"), (tmp_path / "none.txt", "not_found"), (Path("a\0b"), "not_found")):
        with pytest.raises(ReadError) as caught:
            read_file(path)
        assert caught.value.code == code
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(ReadError) as caught:
        read_file(pipe)
    assert caught.value.code == "unknown_type"


def test_too_large_a_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(read.MAX_BYTES + 1)
    with pytest.raises(ReadError) as caught:
        read_file(path)
    assert caught.value.code == "too_large" and "100 MB" in str(caught.value)


def test_thirty_megabytes_of_text() -> None:
    text = TEXT * (30_000_000 // len(TEXT.encode()) + 1)
    assert read_bytes(text.encode(), "a.txt").text == text


def test_the_content_decides_over_the_name() -> None:
    assert read_bytes(docx(*STATUTE), "a.txt").origin.format == "docx"
    assert read_bytes(b"<!DOCTYPE html><html><body><p>" + STATUTE[3].encode(), "a.txt").origin.format == "html"
    assert read_bytes("第一条 <script>alert(1)</script>".encode(), "a.txt").text == "第一条 <script>alert(1)</script>"


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_an_error_of_ours(data: bytes) -> None:
    for name in ("a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a"):
        try:
            raw = read_bytes(data, name)
        except ReadError:
            continue
        assert raw.text.strip("\x00\x1f\u200b \n")


@given(st.text(alphabet="第一条、，。 \n应当数据的規範ａ\u3000x1《》", min_size=1, max_size=200))
def test_utf8_text_stays_itself(text: str) -> None:
    if text.strip():
        assert read_bytes(text.encode(), "a.txt").text == text
