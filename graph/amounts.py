"""Amounts in words people read: 5万元—20万元, 5%以下, 最高5000万元."""

from __future__ import annotations

from ingest.facts import Amount


def yuan(value: float) -> str:
    """A sum in yuan as people say it: 50000 → 5万元, 50000000 → 5000万元, 100000000 → 1亿元."""
    for size, name in ((1e8, "亿"), (1e4, "万")):
        if value >= size:
            return f"{value / size:g}{name}元"
    return f"{value:g}元"


def _span(low: float | None, high: float | None, show: object) -> str:
    text = show if callable(show) else str
    if low is not None and high is not None:
        return text(low) if low == high else f"{text(low)}—{text(high)}"
    if high is not None:
        return f"{text(high)}以下"
    return f"{text(low)}以上" if low is not None else ""


def amount_text(amount: Amount) -> str:
    """The amount as one short line; empty where no number was read."""
    base = amount.base or ""
    parts = [
        _span(amount.min, amount.max, yuan),
        base + share if (share := _span(amount.percent_min, amount.percent_max, lambda v: f"{v:g}%")) else "",
        base + times if (times := _span(amount.multiple_min, amount.multiple_max, lambda v: f"{v:g}倍")) else "",
        _span(amount.days_min, amount.days_max, lambda v: f"{v:g}日"),
    ]
    text = "、".join(part for part in parts if part)
    if amount.per:
        text = f"每{amount.per}{text}"
    return f"{text}，最高{yuan(amount.cap)}" if amount.cap is not None else text
