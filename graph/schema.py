"""The graph schema: node labels, relationship types, properties, constraints. Everything that describes the graph comes from here:
constraints, the reference page, the legend, the editor's completion and the exports."""

from __future__ import annotations

import msgspec

from .codes import Name

VERSION = 1


class Property(msgspec.Struct, frozen=True):
    """A property: its key, type, names, and the family of codes its values come from (see ``graph.codes``), if any."""

    key: str
    type: str
    name: Name
    codes: str | None = None


class NodeType(msgspec.Struct, frozen=True):
    """A node label with its properties. ``colour`` and ``shape`` are those of the canvas and the legend.

    The colours are Okabe and Ito's colour-blind-safe set (2008), darkened where white text stands on them.
    """

    label: str
    name: Name
    about: Name
    properties: tuple[Property, ...] = ()
    colour: str = "#5b6573"
    shape: str = "round-rectangle"


class RelationType(msgspec.Struct, frozen=True):
    """A relationship type: which labels it joins, and what it means."""

    type: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    name: Name
    about: Name
    properties: tuple[Property, ...] = ()


def _p(key: str, type_: str, zh: str, en: str, codes: str | None = None) -> Property:
    return Property(key, type_, Name(zh, en), codes)


COMMON = (
    _p("id", "string", "编号", "id"),
    _p("name", "string", "名称", "name"),
    _p("statute", "string", "所属法规", "statute"),
)

EVIDENCE = (
    _p("id", "string", "编号", "id"),
    _p("statute", "string", "所属法规", "statute"),
    _p("quote", "string", "原文", "quote"),
    _p("start", "integer", "起点", "start"),
    _p("end", "integer", "终点", "end"),
    _p("rule", "string", "规则", "rule"),
    _p("basis", "string", "依据", "basis", "basis"),
    _p("review", "string", "校核", "review"),
    _p("reviewedBy", "string", "校核人", "reviewed by"),
    _p("reviewedOn", "string", "校核日期", "reviewed on"),
)

_SPAN = (_p("text", "string", "原文", "text"), _p("start", "integer", "起点", "start"), _p("end", "integer", "终点", "end"))
_SIGNED = (_p("reviewedBy", "string", "校核人", "reviewed by"), _p("reviewedOn", "string", "校核日期", "reviewed on"))
_REVIEW = (_p("rule", "string", "规则", "rule"), _p("review", "string", "校核", "review"), *_SIGNED)

NODES: tuple[NodeType, ...] = (
    NodeType(
        "Statute",
        Name("法规", "statute"),
        Name("一部法规的一个版本", "one version of a statute"),
        (
            _p("title", "string", "标题", "title"),
            _p("kind", "string", "效力类别", "kind"),
            _p("region", "string", "适用地域", "region"),
            _p("issuer", "string", "制定机关", "issuer"),
            _p("adopted", "string", "通过日期", "adopted"),
            _p("promulgated", "string", "公布日期", "promulgated"),
            _p("effective", "string", "施行日期", "effective"),
            _p("status", "string", "时效", "status"),
            _p("sourceHash", "string", "来源校验值", "source hash"),
            *_SIGNED,
        ),
        "#30363d",
        "round-rectangle",
    ),
    NodeType(
        "Provision",
        Name("条款", "provision"),
        Name("编、章、节、条、款、项、目等单位", "a unit of the text: part to subitem"),
        (
            _p("unit", "string", "单位编号", "unit id"),
            _p("kind", "string", "层级", "kind", "unit"),
            _p("number", "string", "序号", "number"),
            _p("label", "string", "称谓", "label"),
            _p("heading", "string", "标题", "heading"),
            *_SPAN,
            *_SIGNED,
        ),
        "#0b5e8a",
        "rectangle",
    ),
    *(
        NodeType(label, Name(zh, en), Name(f"{zh}（也是条款）", f"a {en}, also a Provision"), (), "#0b5e8a", "rectangle")
        for label, zh, en in (
            ("Part", "编", "part"),
            ("Subpart", "分编", "subpart"),
            ("Chapter", "章", "chapter"),
            ("Section", "节", "section"),
            ("Article", "条", "article"),
            ("Paragraph", "款", "paragraph"),
            ("Item", "项", "item"),
            ("Subitem", "目", "subitem"),
            ("Annex", "附件", "annex"),
        )
    ),
    NodeType(
        "Actor",
        Name("主体", "actor"),
        Name("法规点名的机关、组织或者个人", "an organ, organisation or person the text names"),
        (
            _p("kind", "string", "类别", "kind", "actor"),
            _p("level", "string", "层级", "level", "level"),
            _p("aliases", "list<string>", "别称", "aliases"),
            _p("scope", "string", "范围说明", "scope"),
            _p("symbolic", "boolean", "须依语境确定", "resolved in context only"),
            *_SPAN,
            *_REVIEW,
        ),
        "#1f3a5f",
        "round-rectangle",
    ),
    NodeType(
        "Norm",
        Name("规范", "norm"),
        Name("谁应当、不得、可以做什么", "who must, must not or may do what"),
        (
            _p("modality", "string", "规范类型", "modality", "modality"),
            _p("trigger", "string", "规范词", "modal word"),
            _p("action", "string", "行为", "action"),
            _p("deadline", "string", "期限", "deadline"),
            _p("bearerBasis", "string", "承担者依据", "bearer basis", "basis"),
            *_SPAN,
            *_REVIEW,
        ),
        "#8a4b00",
        "round-rectangle",
    ),
    *(
        NodeType(label, Name(zh, en), Name(f"{zh}类规范", f"a norm: {en}"), (), colour, shape)
        for label, zh, en, colour, shape in (
            ("Obligation", "义务", "obligation", "#8a4b00", "round-rectangle"),
            ("Prohibition", "禁止", "prohibition", "#a3123a", "octagon"),
            ("Responsibility", "职责", "responsibility", "#6b5300", "round-rectangle"),
            ("Power", "职权", "power", "#005f73", "cut-rectangle"),
            ("Permission", "许可", "permission", "#00695c", "round-tag"),
            ("Right", "权利", "right", "#00695c", "round-tag"),
            ("Encouragement", "鼓励", "encouragement", "#5c3d8c", "ellipse"),
            ("Declaration", "宣示", "declaration", "#555b61", "rectangle"),
            ("Duty", "应尽责任", "duty", "#8a4b00", "round-rectangle"),
        )
    ),
    NodeType(
        "Action",
        Name("行为", "action"),
        Name("规范中的一个行为", "one action of a norm"),
        (
            *_SPAN,
            _p("verb", "string", "动词", "verb"),
            _p("object", "string", "对象", "object"),
            _p("kind", "string", "类别", "kind"),
        ),
        "#7a5c3e",
        "rectangle",
    ),
    NodeType(
        "Condition",
        Name("条件", "condition"),
        Name("适用的前提或者例外", "a condition or an exception"),
        (*_SPAN, _p("kind", "string", "类别", "kind")),
        "#6a6f76",
        "rhomboid",
    ),
    NodeType(
        "Term",
        Name("术语", "term"),
        Name("法规定义的用语或者简称", "a term the text defines"),
        (_p("definition", "string", "含义", "definition"), _p("scope", "string", "范围", "scope"), *_SPAN, *_REVIEW),
        "#4b6a2d",
        "tag",
    ),
    NodeType(
        "Conduct",
        Name("违法行为", "conduct"),
        Name("罚则所描述的违法情形", "a violation the liability part describes"),
        (_p("catchAll", "boolean", "兜底条款", "catch-all"), *_SPAN, *_REVIEW),
        "#a3123a",
        "octagon",
    ),
    NodeType(
        "Sanction",
        Name("罚则", "sanction"),
        Name("一个法律责任条款的处罚阶梯", "one liability provision's ladder"),
        (_p("liabilityPart", "boolean", "法律责任部分", "in the liability part"), *_SPAN, *_REVIEW),
        "#7b1e5b",
        "hexagon",
    ),
    NodeType(
        "Measure",
        Name("处罚措施", "measure"),
        Name("处罚阶梯中的一步", "one step of a ladder"),
        (
            _p("order", "integer", "次序", "order"),
            _p("kind", "string", "措施", "measure", "measure"),
            _p("condition", "string", "情形", "condition", "condition"),
            _p("minYuan", "float", "下限（元）", "minimum (yuan)"),
            _p("maxYuan", "float", "上限（元）", "maximum (yuan)"),
            _p("percentMin", "float", "百分比下限", "percent minimum"),
            _p("percentMax", "float", "百分比上限", "percent maximum"),
            _p("multipleMin", "float", "倍数下限", "multiple minimum"),
            _p("multipleMax", "float", "倍数上限", "multiple maximum"),
            _p("base", "string", "计算基数", "base"),
            _p("capYuan", "float", "封顶（元）", "cap (yuan)"),
            _p("discretionary", "boolean", "可以裁量", "discretionary"),
            *_SPAN,
            *_REVIEW,
        ),
        "#7b1e5b",
        "hexagon",
    ),
    NodeType(
        "Source",
        Name("外部依据", "source"),
        Name("法规之外的法律、文件或者泛指的规定", "a law, instrument or generic source outside"),
        (_p("kind", "string", "类别", "kind"), _p("law", "string", "法律全称", "law")),
        "#5b6573",
        "barrel",
    ),
)

PROVISION_LABEL = {
    "part": "Part",
    "subpart": "Subpart",
    "chapter": "Chapter",
    "section": "Section",
    "article": "Article",
    "paragraph": "Paragraph",
    "item": "Item",
    "subitem": "Subitem",
    "annex": "Annex",
}
NORM_LABEL = {
    code: code.capitalize()
    for code in (
        "obligation",
        "prohibition",
        "permission",
        "power",
        "right",
        "encouragement",
        "responsibility",
        "declaration",
    )
}
DUTY_MODALITIES = ("obligation", "prohibition", "responsibility")

_LINK = (
    _p("score", "float", "相关度", "score"),
    _p("margin", "float", "领先倍数", "margin"),
    _p("rank", "integer", "名次", "rank"),
    _p("status", "string", "状态", "status", "status"),
    _p("strength", "string", "强度", "strength", "strength"),
    _p("shared", "list<string>", "共有词", "shared terms"),
    _p("conductQuote", "string", "违法行为原文", "conduct quote"),
)
_NORM_ID = (_p("norm", "string", "规范编号", "norm id"),)
_ORDER = (_p("order", "integer", "次序", "order"),)


def _r(
    type_: str, sources: str, targets: str, zh: str, en: str, about_zh: str, about_en: str, extra: tuple[Property, ...] = ()
) -> RelationType:
    properties = (_p("id", "string", "编号", "id"), *_ORDER) if type_ == "HAS_PART" else (*EVIDENCE, *extra)
    return RelationType(
        type_, tuple(sources.split("|")), tuple(targets.split("|")), Name(zh, en), Name(about_zh, about_en), properties
    )


RELATIONS: tuple[RelationType, ...] = (
    _r("HAS_PART", "Statute|Provision", "Provision", "包含", "has part", "结构上的包含", "structure"),
    _r("BEARS", "Actor", "Norm", "承担", "bears", "主体受规范约束、授权或者鼓励", "is bound, empowered or encouraged"),
    _r("CO_ACTS", "Actor", "Norm", "会同", "co-acts", "会同办理", "acts jointly"),
    _r(
        "TOWARD",
        "Norm",
        "Actor",
        "面向",
        "toward",
        "规范的相对方",
        "counterparty of the norm",
        (_p("role", "string", "角色", "role", "role"),),
    ),
    _r("STATED_IN", "Norm|Term|Conduct|Sanction", "Provision", "见于", "stated in", "原文所在条款", "where the text says it"),
    _r("REQUIRES", "Norm", "Action", "要求", "requires", "规范要求的行为", "the norm's action", _ORDER),
    _r("IF", "Norm|Measure", "Condition", "条件", "if", "适用条件", "condition"),
    _r("UNLESS", "Norm|Measure", "Condition", "例外", "unless", "例外情形", "exception"),
    _r("MEMBER_OF", "Actor", "Actor", "属于", "member of", "属于集合主体", "member of a collective"),
    _r("BROADER", "Actor", "Actor", "上位", "broader", "上位主体", "the wider actor"),
    _r("DEFINED_IN", "Term", "Provision", "定义于", "defined in", "定义所在条款", "where the term is defined"),
    _r("USES", "Provision", "Term", "使用", "uses", "条款使用该术语", "uses the term"),
    _r(
        "REFERS_TO",
        "Provision",
        "Provision|Statute|Source",
        "引用",
        "refers to",
        "引用条款、法规或者外部依据",
        "cites a provision, statute or outside source",
        (
            _p("kind", "string", "引用类型", "kind", "reference"),
            _p("effect", "string", "引用效果", "effect", "effect"),
            _p("lawUnits", "list<string>", "外部条款", "units of the law"),
        ),
    ),
    _r("VIOLATES", "Conduct", "Norm", "违反", "violates", "违法行为所违反的规范", "the norm the conduct breaches", _LINK),
    _r("PUNISHES", "Sanction", "Conduct", "处罚", "punishes", "罚则针对的违法行为", "the conduct the ladder answers"),
    _r("HAS_STEP", "Sanction", "Measure", "步骤", "has step", "处罚阶梯的步骤", "a step of the ladder", _ORDER),
    _r("THEN", "Measure", "Measure", "继而", "then", "下一步", "the next step"),
    _r("IMPOSED_BY", "Measure", "Actor", "执法", "imposed by", "作出处罚的主体", "who imposes it"),
    _r("IMPOSED_ON", "Measure", "Actor", "处罚对象", "imposed on", "受处罚的主体", "on whom"),
    _r("REPORTS_TO", "Actor", "Actor", "报告", "reports to", "向其报告", "reports to", _NORM_ID),
    _r("SUPERVISES", "Actor", "Actor", "监督", "supervises", "监督管理", "supervises", _NORM_ID),
    _r("DIRECTS", "Actor", "Actor", "指导协调", "directs", "组织、指导、协调", "organises, guides or coordinates", _NORM_ID),
    _r(
        "SAME_NAME",
        "Actor",
        "Actor",
        "同名",
        "same name",
        "另一法规中的同名主体（不合并）",
        "same-named actor of another statute (not merged)",
    ),
    _r("RESOLVES_TO", "Source", "Statute", "即", "resolves to", "库内的该部法律", "that law in the library"),
)

NODE_BY_LABEL = {node.label: node for node in NODES}
RELATION_BY_TYPE = {relation.type: relation for relation in RELATIONS}

# Every node carries one of these; the uniqueness constraint on ``id`` stands on each.
ROOT_LABELS = (
    "Statute",
    "Provision",
    "Actor",
    "Norm",
    "Action",
    "Condition",
    "Term",
    "Conduct",
    "Sanction",
    "Measure",
    "Source",
)


def constraints() -> tuple[str, ...]:
    """Cypher statements that give an empty database its constraints and indexes; each may be run again."""
    unique = [
        f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE" for label in ROOT_LABELS
    ]
    lookup = [
        f"CREATE INDEX {label.lower()}_statute IF NOT EXISTS FOR (n:{label}) ON (n.statute)"
        for label in ROOT_LABELS
        if label != "Statute"
    ]
    named = [
        f"CREATE INDEX {label.lower()}_name IF NOT EXISTS FOR (n:{label}) ON (n.name)" for label in ("Actor", "Term", "Source")
    ]
    text = (
        "CREATE FULLTEXT INDEX provision_text IF NOT EXISTS FOR (n:Provision) ON EACH [n.text, n.heading] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    )
    return (*unique, *lookup, *named, text)
