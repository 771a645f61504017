"""Amount bands of a step in words."""

from __future__ import annotations

import pytest

from graph.ladders import band_text
from ingest.facts import Threshold


@pytest.mark.parametrize(
    ("thresholds", "zh", "en"),
    [
        ((), "", ""),
        ((Threshold("交易金额", "lt", 10_000, "yuan"),), "交易金额不足1万元", "交易金额 < 10,000 yuan"),
        (
            (Threshold("违法所得", "ge", 50_000, "yuan"), Threshold("违法所得", "lt", 200_000, "yuan")),
            "违法所得5万元以上不足20万元",
            "违法所得 ≥ 50,000 yuan, < 200,000 yuan",
        ),
        (
            (Threshold("超标", "gt", 20, "percent"), Threshold("逾期", "le", 30, "days")),
            "超标超过20%；逾期30日以下",
            "超标 > 20%; 逾期 ≤ 30 days",
        ),
    ],
)
def test_a_band_is_said_in_both_languages(thresholds, zh, en):
    assert band_text(thresholds) == zh
    assert band_text(thresholds, "en") == en
