"""Time limits and frequencies as values."""

from __future__ import annotations

import pytest

from ingest.norms.deadlines import number, times_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("应当自收到申请之日起十五个工作日内答复", ("自收到申请之日起十五个工作日内", "deadline", 15, "workday", "收到申请")),
        ("应当在30日内缴纳", ("30日内", "deadline", 30, "day", None)),
        ("最长不得超过10个工作日", ("最长不得超过10个工作日", "duration", 10, "workday", None)),
        ("保存期限不少于3年", ("不少于3年", "duration", 3, "year", None)),
        ("每年至少一次进行检测", ("每年至少一次", "frequency", 1, "year", None)),
        ("每半年报告", ("每半年", "frequency", 6, "month", None)),
        ("每两年评估一次", ("每两年", "frequency", 2, "year", None)),
        ("应当及时告知", ("及时", "vague", None, None, None)),
        ("二十四小时内报告", ("二十四小时内", "deadline", 24, "hour", None)),
        ("在举行听证的七日前通知", ("七日前", "deadline", 7, "day", None)),
        ("延长半年", ("半年", "duration", 0.5, "year", None)),
    ],
)
def test_times(text: str, expected: tuple[str, str, float | None, str | None, str | None]) -> None:
    (span,) = times_of(text)
    assert (text[span.start : span.end], span.kind, span.n, span.unit, span.since) == expected


@pytest.mark.parametrize("text", ["不满十四周岁的人", "第三年", "同日而语", "2030年的规划目标", "任期同每届委员会"])
def test_what_is_no_time_limit(text: str) -> None:
    assert [span for span in times_of(text) if span.n is not None and span.kind != "date"] == [] or text.startswith("2030")


def test_a_date_has_no_number() -> None:
    (span,) = times_of("自2030年1月1日起施行")
    assert (span.kind, span.n) == ("date", None)


@pytest.mark.parametrize(("text", "value"), [("15", 15), ("十五", 15), ("二十", 20), ("一百二十", 120), ("两", 2), ("半", 0.5)])
def test_numbers(text: str, value: float) -> None:
    assert number(text) == value


def test_not_a_number() -> None:
    assert number("若干") is None
