"""A query plan as data, and in plain words: how the database goes about a query, and what makes it slow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from .codes import Name
from .schema import NODE_BY_LABEL, RELATION_BY_TYPE


class Plan(msgspec.Struct, frozen=True):
    """One operator of a plan, with what feeds it. ``rows`` is the planner's estimate; ``hits`` and ``real`` come from PROFILE."""

    operator: str
    details: str = ""
    rows: float | None = None
    hits: int | None = None
    real: int | None = None
    sources: tuple[Plan, ...] = ()


class Remark(msgspec.Struct, frozen=True):
    """One sentence about a plan. ``slow``: this is what makes such a query slow."""

    words: Name
    slow: bool = False


def read_plan(raw: dict[str, Any]) -> Plan:
    """The plan (or profile) of a result summary."""
    arguments = raw.get("args") or {}
    return Plan(
        str(raw.get("operatorType", "")).partition("@")[0],
        str(arguments.get("Details", "")),
        arguments.get("EstimatedRows"),
        raw.get("dbHits", arguments.get("DbHits")),
        raw.get("rows", arguments.get("Rows")) if "dbHits" in raw or "DbHits" in arguments else None,
        tuple(read_plan(child) for child in raw.get("children") or ()),
    )


def operators(plan: Plan) -> Iterator[Plan]:
    """The operators of ``plan`` in the order they work: what feeds comes first."""
    for source in plan.sources:
        yield from operators(source)
    yield plan


def in_words(plan: Plan) -> tuple[Remark, ...]:
    """What the database does, a sentence for each operator worth one, first things first."""
    return tuple(remark for operator in operators(plan) if (remark := _remark(operator)) is not None)


_LABELS = re.compile(r":\s*([A-Za-z_]\w*(?:\s*[|&]\s*:?[A-Za-z_]\w*)*)")
_TYPES = re.compile(r"\[[^\]:]*:([^\]*{]+)")


def _label(details: str) -> Name:
    found = _LABELS.search(details)
    if not found:
        return Name("节点", "nodes")
    names = re.findall(r"[A-Za-z_]\w*", found.group(1))
    return Name(
        "、".join(NODE_BY_LABEL[name].name.zh if name in NODE_BY_LABEL else name for name in names),
        ", ".join(f"{NODE_BY_LABEL[name].name.en} nodes" if name in NODE_BY_LABEL else name for name in names),
    )


def _type(details: str) -> Name:
    found = _TYPES.search(details)
    if not found:
        return Name("任何关系", "any relationship")
    names = re.findall(r"\w+", found.group(1))
    return Name(
        "、".join(f"“{RELATION_BY_TYPE[name].name.zh}”" if name in RELATION_BY_TYPE else name for name in names) + "关系",
        ", ".join(f"“{RELATION_BY_TYPE[name].name.en}”" if name in RELATION_BY_TYPE else name for name in names),
    )


def _remark(plan: Plan) -> Remark | None:
    name, details = plan.operator, plan.details
    label, type_ = _label(details), _type(details)
    about = _count(plan)
    if name == "AllNodesScan":
        return _say(f"逐一查看图中的每一个节点{about.zh}", f"looks at every node of the graph{about.en}", slow=True)
    if "AllRelationshipsScan" in name:
        return _say(f"逐一查看图中的每一条关系{about.zh}", f"looks at every relationship of the graph{about.en}", slow=True)
    if "ByLabelScan" in name or name.endswith("LabelsScan"):
        return _say(f"逐一查看所有{label.zh}{about.zh}", f"looks at all {label.en}{about.en}", slow=(plan.rows or 0) > 5_000)
    if "TypeScan" in name or "TypesScan" in name:
        return _say(f"逐一查看所有{type_.zh}{about.zh}", f"looks at all relationships {type_.en}{about.en}")
    if "ContainsScan" in name or "EndsWithScan" in name:
        return _say(f"翻遍{label.zh}的索引查找词语{about.zh}", f"searches the whole index of {label.en} for words{about.en}")
    if "IndexSeek" in name or "IndexScan" in name or "ByElementIdSeek" in name or "ByIdSeek" in name:
        return _say(f"用索引直接找到{label.zh}{about.zh}", f"finds {label.en} directly by index{about.en}")
    if name.startswith(("VarLengthExpand", "BFSPruning", "Repeat", "BidirectionalRepeat")):
        return _say(f"沿{type_.zh}走多步", f"follows {type_.en} over several steps", slow="*]" in details or "*.." in details)
    if "ShortestPath" in name:
        return _say("寻找最短路径", "looks for shortest paths", slow=True)
    if name.startswith(("Expand", "OptionalExpand")):
        maybe = Name("（没有也可以）", " (if any)") if name.startswith("Optional") else Name("", "")
        if "Into" in name:
            return _say(f"核对两端之间的{type_.zh}{maybe.zh}", f"checks {type_.en} between two known nodes{maybe.en}")
        return _say(f"沿{type_.zh}走一步{maybe.zh}", f"follows {type_.en} one step{maybe.en}")
    if name == "CartesianProduct":
        return _say(
            "把互不相连的两部分逐一配对，数量会相乘",
            "pairs everything of two unconnected parts: the numbers multiply",
            slow=True,
        )
    if name.endswith("CountFromCountStore"):
        return _say("直接读取现成的计数", "reads a count that is kept ready")
    if name == "ProcedureCall":
        fulltext = "fulltext" in details
        return _say(
            "查全文索引" if fulltext else f"调用 {details.partition('(')[0]}",
            "asks the full-text index" if fulltext else f"calls {details.partition('(')[0]}",
        )
    simple = _SIMPLE.get(name)
    return Remark(simple) if simple else None


_SIMPLE = {
    "Filter": Name("按条件筛选", "keeps what meets the conditions"),
    "EagerAggregation": Name("分组统计", "groups and counts"),
    "OrderedAggregation": Name("分组统计", "groups and counts"),
    "Sort": Name("排序", "sorts"),
    "PartialSort": Name("排序", "sorts"),
    "Top": Name("排序并取前几行", "sorts and keeps the first rows"),
    "PartialTop": Name("排序并取前几行", "sorts and keeps the first rows"),
    "Limit": Name("只取前几行", "keeps the first rows"),
    "Distinct": Name("去掉重复", "drops repeated rows"),
    "Union": Name("合并两部分结果", "puts two results together"),
    "NodeHashJoin": Name("把两部分在同一节点上接起来", "joins two parts at a node"),
    "ValueHashJoin": Name("把两部分按相同的值接起来", "joins two parts on equal values"),
    "Unwind": Name("把列表逐项展开", "takes a list apart"),
    "Eager": Name("先收齐再继续", "collects everything before going on"),
}


def _say(zh: str, en: str, slow: bool = False) -> Remark:
    return Remark(Name(zh, en), slow)


def _count(plan: Plan) -> Name:
    number = plan.real if plan.real is not None else plan.rows
    if number is None or number < 1:
        return Name("", "")
    about = f"{round(number):,}"
    return Name(
        f"（{'' if plan.real is not None else '约 '}{about} 个）", f" ({'' if plan.real is not None else 'about '}{about})"
    )


def explanation(plan: Plan, language: str = "zh") -> str:
    """The plan as one paragraph."""
    words = [remark.words.text(language) for remark in in_words(plan)]
    return ("；".join(words) + "。") if language != "en" else ("; ".join(words) + ".")


__all__ = ["Plan", "Remark", "explanation", "in_words", "operators", "read_plan"]
