"""Word files: generated numbers and tables are text."""

from __future__ import annotations

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.read import ReadError, read_bytes
from ingest.read import docx as reader
from ingest.read.docx.numbering import written
from tests.ingest.files import STATUTE, docx, numbered_docx, saved, zipped


def test_paragraphs_are_lines() -> None:
    raw = read_bytes(docx(*STATUTE), "条例.docx")
    assert raw.text == "\n".join(STATUTE) + "\n"
    assert raw.origin.format == "docx" and raw.origin.encoding is None


def test_generated_numbers() -> None:
    assert read_bytes(numbered_docx(), "a.docx").text.splitlines() == [
        "数据条例",
        "第一条 为了规范数据管理，制定本条例。",
        "第二条 应当遵守下列规定：",
        "（一）保存记录：",
        "1. 纸质记录；",
        "2. 电子记录。",
        "（二）定期检查。",
        "第三条 有下列情形之一的：",
        "（一）拒绝检查的。",
        "第一条 附件另起。",
    ]


def test_numbers_of_a_style() -> None:
    document = Document()
    document.part.numbering_part.element.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="9"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
            '<w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="第%1章"/></w:lvl></w:abstractNum>'
        ),
    )
    document.part.numbering_part.element.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="9"><w:abstractNumId w:val="9"/></w:num>')
    )
    document.styles["Heading 1"].element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="9"/></w:numPr>')
    )
    document.add_paragraph("总则", style="Heading 1")
    document.add_paragraph("正文")
    document.add_paragraph("附则", style="Heading 1")
    assert read_bytes(saved(document), "a.docx").text == "第三章 总则\n正文\n第四章 附则\n"


def test_numbers_borrowed_from_a_list_style() -> None:
    document = Document()
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="88"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="89"><w:numStyleLink w:val="Liste"/></w:abstractNum>')
    )
    for number in ("88", "89"):
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="numbering" w:styleId="Liste"><w:name w:val="Liste"/>'
            '<w:pPr><w:numPr><w:numId w:val="88"/></w:numPr></w:pPr></w:style>'
        )
    )
    for words in ("甲。", "乙。"):
        properties = document.add_paragraph(words)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="89"/></w:numPr>'))
    assert read_bytes(saved(document), "a.docx").text == "一、甲。\n二、乙。\n"


def test_tables_breaks_deletions_and_frames() -> None:
    document = Document()
    paragraph = document.add_paragraph("第一条\t甲")
    paragraph.add_run().add_break()
    paragraph.add_run("乙")
    paragraph._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="1"><w:r><w:delText>删去</w:delText></w:r></w:del>'))
    paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="2"><w:r><w:t>丙</w:t></w:r></w:ins>'))
    table = document.add_table(2, 2)
    for cell, words in zip((cell for row in table.rows for cell in row.cells), ("项目", "金额", "甲", "1"), strict=True):
        cell.text = words
    frame = document.add_table(2, 1)
    frame.rows[0].cells[0].text = "第二条 框内。"
    document.add_paragraph("第三条 末。")
    assert read_bytes(saved(document), "a.docx").text.splitlines() == [
        "第一条\t甲",
        "乙丙",
        "| 项目 | 金额 |",
        "| 甲 | 1 |",
        "第二条 框内。",
        "第三条 末。",
    ]


def test_a_text_box_is_read_once() -> None:
    document = Document()
    paragraph = document.add_paragraph("前")
    box = (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        "<mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    paragraph._p.append(parse_xml(box))
    assert read_bytes(saved(document), "a.docx").text == "前\n框\n"


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (11, "japaneseCounting", "十一"),
        (20, "chineseCounting", "二十"),
        (105, "chineseCounting", "一百零五"),
        (110, "chineseCounting", "一百一十"),
        (1234, "chineseCounting", "一千二百三十四"),
        (2022, "ideographDigital", "二〇二二"),
        (28, "upperLetter", "BB"),
        (14, "lowerRoman", "xiv"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (12, "decimalFullWidth", "１２"),
        (3, "ideographTraditional", "丙"),
        (7, "unheardOf", "7"),
    ],
)
def test_number_formats(value: int, form: str, words: str) -> None:
    assert written(value, form) == words


def test_a_zip_bomb_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_UNPACKED", 1_000_000)
    bomb = zipped(word__document_dot_xml=b"<x/>", word__media__a=b"\0" * 2_000_000)
    assert len(bomb) < 10_000
    with pytest.raises(ReadError) as caught:
        read_bytes(bomb, "a.docx")
    assert caught.value.code == "zip_bomb"


def test_entities_are_not_expanded() -> None:
    body = (
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:t>第一条&x;&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    raw = read_bytes(zipped(_rels___dot_rels=b"<r/>", word__document_dot_xml=body.encode()), "a.docx")
    assert raw.text == "第一条\n"
