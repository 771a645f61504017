"""From scores to what people read: the table, facts gained and lost, floors, and the accuracy card."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

import msgspec

from .score import Figure, Result, Score


class Below(msgspec.Struct, frozen=True):
    """A layer that fell under its recorded floor."""

    statute: str
    layer: str
    floor: float
    value: float


def table(scores: dict[str, Score]) -> str:
    """The scores as aligned text."""
    lines = [f"{'layer':<22}{'exact':>8}{'P':>9}{'R':>8}{'F1':>8}{'n':>6}{'found':>7}"]
    for layer, score in scores.items():
        over = score.overlap
        lines.append(
            f"{layer:<22}{score.exact.f1:>8.3f}{over.precision:>9.3f}{over.recall:>8.3f}{over.f1:>8.3f}"
            f"{over.gold:>6}{over.found:>7}"
        )
    return "\n".join(lines)


def digest(fact: str) -> str:
    """A fact's mark in the record of a run: the record names no words of a statute."""
    return hashlib.sha256(fact.encode()).hexdigest()[:12]


def record_of(result: Result) -> dict[str, list[str]]:
    """What is kept of a run: the marks of the facts that were hit, layer by layer."""
    return {layer: sorted(digest(fact) for fact in facts) for layer, facts in result.hits.items()}


def named(marks: list[str], result: Result) -> list[str]:
    """Marks as the facts they stand for; one that the gold no longer has stays a mark."""
    words = {digest(fact): fact for facts in result.facts.values() for fact in facts}
    return [words.get(mark, mark) for mark in marks]


def changes(before: dict[str, list[str]], now: dict[str, list[str]]) -> tuple[list[str], list[str]]:
    """Facts of the gold hit now and not before, and those hit before and not now."""
    gained: list[str] = []
    lost: list[str] = []
    for layer, keys in now.items():
        if layer not in before:
            continue
        have, had = Counter(keys), Counter(before[layer])
        gained += sorted((have - had).elements())
        lost += sorted((had - have).elements())
    return gained, lost


def below_floor(statute: str, values: dict[str, float], floors: dict[str, float]) -> list[Below]:
    """The layers whose overlap F1 is under its floor (values are compared to four digits); a floor without a value counts as 0."""
    found = []
    for layer, floor in floors.items():
        value = values.get(layer, 0.0)
        if round(value, 4) < round(floor, 4):
            found.append(Below(statute, layer, floor, value))
    return found


def overlap(result: Result) -> dict[str, float]:
    """Layer → overlap F1."""
    return {layer: score.overlap.f1 for layer, score in result.scores.items()}


def _figure(figure: Figure) -> dict[str, float | int]:
    return {
        "precision": round(figure.precision, 4),
        "recall": round(figure.recall, 4),
        "f1": round(figure.f1, 4),
        "hits": figure.hits,
        "found": figure.found,
        "n": figure.gold,
    }


def card_entry(
    name: str, title: str, characters: int, result: Result, bundled: bool, answers: dict[str, Any], held_out: bool = False
) -> dict[str, Any]:
    """One statute's part of the accuracy card."""
    return {
        "id": name,
        "title": title,
        "characters": characters,
        "bundled": bundled,
        **({"held_out": True} if held_out else {}),
        "layers": {
            layer: {"exact": _figure(score.exact), "overlap": _figure(score.overlap)} for layer, score in result.scores.items()
        },
        **({"questions": answers} if answers else {}),
    }


NAMES = {
    "units": "结构（编章节条款项） / units",
    "mentions": "主体提及（跨度） / mentions",
    "mentions.actor": "主体提及＋规范主体 / mentions + actor",
    "norms.detect": "规范识别 / norms: detected",
    "norms.modality": "规范＋模态 / norms: modality",
    "norms.action": "规范＋行为 / norms: action",
    "norms.full": "规范全部要素 / norms: all of it",
    "norms.bearer": "承担者 / norms: bearer",
    "references": "引用（跨度） / references",
    "references.kind": "引用＋类型 / references: kind",
    "references.explicit": "具名引用 / references: explicit",
    "references.target": "引用＋目标 / references: target",
    "definitions": "定义 / definitions",
    "steps": "罚则步骤 / steps: measure",
    "steps.amount": "罚则金额 / steps: amount",
    "steps.enforcer": "罚则执法主体 / steps: enforcer",
    "links.any": "责任关联（全部） / links: any",
    "links.direct": "责任关联（直接） / links: direct",
    "links.top3": "前三候选命中 / links: right duty in first three",
}

NOTES = (
    "“未见法规”：编写规则时没有看过，定稿后才评分，逐条差错不公开给写规则的人；换一部新法规，大致就是这样的准确率。"
    "Held-out statutes: the rules were written without looking at them and their errors stay unread; expect figures like these on a "
    "new statute.",
    "“开发集”：规则正是对照这些法规写成的，数字偏高，不代表未见法规上的准确率。"
    "Development statutes: the rules were written while looking at them, so the figures flatter.",
    "标注由一人完成并复读一次；样本小，每层的 n 即标注事实数。"
    "One annotator, re-read once; n is the number of annotated facts of the layer.",
    "“重叠”：标签相同且字符交并比 ≥ 0.5，一一配对；“精确”：跨度与标签完全相同。"
    "Overlap: same labels and character IoU ≥ 0.5, one to one; exact: same span and labels.",
)


def together(entries: list[dict[str, Any]]) -> dict[str, dict[str, dict[str, float | int]]]:
    """The layers of several statutes as one: their facts counted together, every fact with the same weight."""
    added: dict[str, dict[str, Figure]] = {}
    for entry in entries:
        for layer, figures in entry["layers"].items():
            own = added.setdefault(layer, {})
            for way in ("exact", "overlap"):
                one, before = figures[way], own.get(way, Figure(0, 0, 0))
                own[way] = Figure(before.hits + one["hits"], before.found + one["found"], before.gold + one["n"])
    return {layer: {way: _figure(figure) for way, figure in ways.items()} for layer, ways in added.items()}


def sorted_out(card: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The card's statutes: those held out, and those the rules were written with."""
    held_out = [entry for entry in card["statutes"] if entry.get("held_out")]
    return held_out, [entry for entry in card["statutes"] if not entry.get("held_out")]


def markdown(card: dict[str, Any]) -> str:
    """``docs/accuracy.md``: the card as a page. Written by ``make gold``; not edited by hand."""
    lines = [
        "# 准确率 Accuracy",
        "",
        "本页由 `make gold` 生成。Generated by `make gold`; not edited by hand.",
        "",
        f"测量日期 measured: {card['measured']}",
        "",
        *(f"- {note}" for note in card["notes"]),
        "",
    ]
    for title, entries in zip(("未见法规 Held-out statutes", "开发集 Development statutes"), sorted_out(card), strict=True):
        if not entries:
            continue
        lines += [f"## {title}", ""]
        if len(entries) > 1:
            lines += [f"{len(entries)} 部合计 (all together)：", "", *_layers(together(entries)), ""]
        for entry in entries:
            lines += _statute(entry)
    return "\n".join(lines)


def _statute(entry: dict[str, Any]) -> list[str]:
    where = (
        "标注随仓库提供"
        if entry["bundled"]
        else "标注不在仓库中，仅记录数字 (gold not part of this repository; figures recorded)"
    )
    lines = [
        f"### {entry['title']}",
        "",
        f"`{entry['id']}`，{entry['characters']} 字；{where}。",
        "",
        *_layers(entry["layers"]),
        "",
    ]
    questions = entry.get("questions")
    if questions:
        lines += [
            "问题与责任链 questions and chains（抽取所得的图回答标注问题的得分，1 = 与标注答案完全一致）：",
            "",
            "| id | 问题 question | 得分 score |",
            "|---|---|---|",
        ]
        lines += [f"| {key} | {row['question']} | {row['score']:.3f} |" for key, row in questions.items()]
        lines.append("")
    return lines


def _layers(layers: dict[str, Any]) -> list[str]:
    lines = ["| 层 layer | P | R | F1（重叠 overlap） | F1（精确 exact） | n |", "|---|---|---|---|---|---|"]
    for layer, figures in layers.items():
        over, exact = figures["overlap"], figures["exact"]
        name = NAMES.get(layer)
        if name:
            lines.append(
                f"| {name} | {over['precision']:.3f} | {over['recall']:.3f} | {over['f1']:.3f} | {exact['f1']:.3f} | {over['n']} |"
            )
    return lines
