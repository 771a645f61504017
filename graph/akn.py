"""Akoma Ntoso 3.0 export: the statute's tree as an ``act``, its norms as proprietary metadata, every id from the text.

OASIS LegalDocumentML core v1.0; naming convention for ``eId`` (art_15__para_1__point_2). 编 part, 分编 subpart, 章 chapter, 节 section,
条 article, 款 paragraph, 项 point, 目 indent, 附件 attachment.
"""

from __future__ import annotations

import re
from urllib.parse import quote as percent

from lxml import etree

from ingest.statute import Statute
from ingest.units import Unit

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
FAMAI = "urn:famai:norms:1"
_NULL_DATE = "0001-01-01"
_ELEMENT = {
    "part": "part",
    "subpart": "subpart",
    "chapter": "chapter",
    "section": "section",
    "article": "article",
    "paragraph": "paragraph",
    "item": "point",
    "subitem": "indent",
}
_SHORT = {
    "part": "part",
    "subpart": "subpart",
    "chapter": "chp",
    "section": "sec",
    "article": "art",
    "paragraph": "para",
    "item": "point",
    "subitem": "indent",
}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def akoma_ntoso(statute: Statute, made: str) -> bytes:
    """The statute as an Akoma Ntoso document (UTF-8 XML). ``made``: the day of the export, ISO 8601."""
    return _Document(statute, made).build()


def _clean(text: str) -> str:
    """``text`` with what XML cannot hold shown as U+FFFD."""
    return _ILLEGAL.sub("�", text)


class _Document:
    def __init__(self, statute: Statute, made: str) -> None:
        self.statute = statute
        self.made = made
        self.text = statute.reading.text
        self.children: dict[str | None, list[Unit]] = {}
        known = {unit.id for unit in statute.units}
        for unit in statute.units:
            self.children.setdefault(unit.parent if unit.parent in known else None, []).append(unit)
        self.ids: dict[str, str] = {}

    def build(self) -> bytes:
        root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE, "fm": FAMAI})
        act = self._add(root, "act", name="act", contains="originalVersion")
        meta = self._add(act, "meta")
        self._identification(meta, "main")
        top = self.children.get(None, [])
        hier = [unit for unit in top if unit.kind in _ELEMENT]
        first = top.index(hier[0]) if hier else len(top)
        before = [unit for unit in top[:first] if unit.kind not in _ELEMENT and unit.kind not in ("preamble", "annex")]
        preamble = [unit for unit in top if unit.kind == "preamble"]
        after = [unit for unit in top[first:] if unit.kind not in _ELEMENT and unit.kind not in ("preamble", "annex")]
        if not hier and before:
            # a decision or reply without articles: everything after the title is its body
            cut = next((n for n, unit in enumerate(before) if unit.kind == "other"), len(before))
            before, after, hier = before[:cut], [], before[cut:]
        self._block(act, "preface", before)
        self._block(act, "preamble", preamble)
        body = self._add(act, "body")
        for unit in hier:
            self._unit(body, unit, "")
        if not hier:
            holder = self._add(body, "hcontainer", eId="hcontainer_1", name="empty")
            self._paragraphs(self._add(holder, "content"), "")
        self._block(act, "conclusions", after)
        annexes = [unit for unit in top if unit.kind == "annex"]
        if annexes:
            self._attachments(act, annexes)
        self._analysis(meta)
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False))

    def _add(self, parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
        child = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", {key: _clean(value) for key, value in attributes.items()})
        if text is not None:
            child.text = _clean(text)
        return child

    def _identification(self, meta: etree._Element, part: str) -> None:
        # an annex has a meta of its own, and ids are unique in the document
        famai, author = ("famai", "issuer") if part == "main" else (f"famai_{part}", f"issuer_{part}")
        stated = self.statute.meta
        date = stated.adopted or stated.promulgated or stated.effective
        day = date.value if date else _NULL_DATE
        work = f"/akn/cn/act/{day}/{percent(self.statute.title)}"
        identification = self._add(meta, "identification", source=f"#{famai}")
        for level, uri in (("Work", work), ("Expression", f"{work}/zho@"), ("Manifestation", f"{work}/zho@/main.xml")):
            block = self._add(identification, f"FRBR{level}")
            self._add(block, "FRBRthis", value=f"{uri}/!{part}" if level != "Manifestation" else f"{work}/zho@/!{part}.xml")
            self._add(block, "FRBRuri", value=uri)
            if level == "Expression":  # what was read: the file's own hash, so that a reader can tell which text this is
                self._add(block, "FRBRalias", name="sha256", value=self.statute.origin.sha256)
            self._add(
                block,
                "FRBRdate",
                date=self.made if level == "Manifestation" else day,
                name="Generation" if level == "Manifestation" else "Adoption",
            )
            self._add(block, "FRBRauthor", href=f"#{famai}" if level == "Manifestation" else f"#{author}")
            if level == "Work":
                self._add(block, "FRBRcountry", value="cn")
            elif level == "Expression":
                self._add(block, "FRBRlanguage", language="zho")
        references = self._add(meta, "references", source=f"#{famai}")
        self._add(references, "TLCOrganization", eId=famai, href="/ontology/organization/famai", showAs="法脉 Famai")
        issuer = stated.issuer.value if stated.issuer else "未载明"
        self._add(references, "TLCOrganization", eId=author, href="/ontology/organization/cn/issuer", showAs=issuer)

    def _block(self, act: etree._Element, tag: str, units: list[Unit]) -> None:
        if not units:
            return
        block = self._add(act, tag)
        for unit in units:
            for line in self._lines(unit.at, unit.until):
                paragraph = self._add(block, "p")
                if unit.kind == "title":
                    self._add(paragraph, "docTitle", line)
                else:
                    paragraph.text = _clean(line)

    def _lines(self, start: int, end: int) -> list[str]:
        return [line.strip() for line in self.text[start:end].split("\n") if line.strip()] or [""]

    def _paragraphs(self, content: etree._Element, words: str) -> None:
        for line in [one.strip() for one in words.split("\n") if one.strip()] or [""]:
            self._add(content, "p", line)

    def _unit(self, parent: etree._Element, unit: Unit, above: str) -> None:
        if unit.kind not in _ELEMENT:
            holder = self._add(parent, "hcontainer", eId=self._eid(unit, above), name=unit.kind)
            self._paragraphs(self._add(holder, "content"), self.text[unit.at : unit.until])
            return
        eid = self._eid(unit, above)
        self.ids[unit.id] = eid
        element = self._add(parent, _ELEMENT[unit.kind], eId=eid)
        if unit.label:
            self._add(element, "num", unit.label.strip())
        if unit.heading:
            self._add(element, "heading", unit.heading.strip())
        children = self.children.get(unit.id, [])
        own = self.text[unit.own_at : unit.own_until] if unit.kind in ("paragraph", "item", "subitem") else ""
        if not children:
            self._paragraphs(self._add(element, "content"), own or self._rest(unit))
            return
        if own.strip():
            self._paragraphs(self._add(element, "intro"), own)
        for child in children:
            self._unit(element, child, eid)

    def _rest(self, unit: Unit) -> str:
        """The words of a unit without children: after its label and heading."""
        words = self.text[unit.at : unit.until].strip()
        for part in (unit.label, unit.heading):
            if part and words.startswith(part.strip()):
                words = words[len(part.strip()) :].strip()
        return words

    def _eid(self, unit: Unit, above: str) -> str:
        last = unit.id.rpartition(".")[2]
        number = re.sub(r"[^0-9A-Za-z-]", "_", last[1:] if unit.kind in _SHORT else last) or "1"
        own = f"{_SHORT.get(unit.kind, 'hcontainer')}_{number}"
        return f"{above}__{own}" if above else own

    def _attachments(self, act: etree._Element, annexes: list[Unit]) -> None:
        block = self._add(act, "attachments")
        for number, annex in enumerate(annexes, 1):
            attachment = self._add(block, "attachment", eId=f"att_{number}")
            self._add(attachment, "heading", (annex.heading or annex.label or "附件").strip())
            doc = self._add(attachment, "doc", name="annex")
            self._identification(self._add(doc, "meta"), f"annex_{number}")
            body = self._add(doc, "mainBody")
            children = self.children.get(annex.id, [])
            hier = [child for child in children if child.kind in _ELEMENT]
            if hier:
                for child in children:
                    self._unit(body, child, f"att_{number}")
            else:
                for line in self._lines(annex.at, annex.until):
                    self._add(body, "p", line)

    def _analysis(self, meta: etree._Element) -> None:
        """The norms, each with its eId, modality, bearers and words; ``basis`` says how the bearer was found."""
        if not self.statute.norms:
            return
        holder = self._add(meta, "proprietary", source="#famai")
        for norm in self.statute.norms:
            row = etree.SubElement(
                holder, f"{{{FAMAI}}}norm", {"modality": norm.modality, "review": norm.review, "rule": _clean(norm.rule)}
            )
            if norm.unit in self.ids:
                row.set("href", f"#{self.ids[norm.unit]}")
            for name in norm.bearers or ():
                etree.SubElement(row, f"{{{FAMAI}}}bearer", {"basis": norm.bearer_basis or "explicit"}).text = _clean(name)
            for name in norm.inferred:
                etree.SubElement(row, f"{{{FAMAI}}}bearer", {"basis": norm.inferred_basis or "implied"}).text = _clean(name)
            etree.SubElement(row, f"{{{FAMAI}}}quote").text = _clean(norm.quote.text)
