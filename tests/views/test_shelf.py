"""What statutes are called in the lists one chooses from."""

from __future__ import annotations

from views.shelf import told_apart


def test_versions_of_one_title_are_told_apart_by_their_date() -> None:
    names = {"甲条例@2020-01-01": "甲条例", "甲条例@2024-05-01": "甲条例", "乙条例@2020-01-01": "乙条例"}
    assert told_apart(names) == {
        "甲条例@2020-01-01": "甲条例（2020-01-01）",
        "甲条例@2024-05-01": "甲条例（2024-05-01）",
        "乙条例@2020-01-01": "乙条例",
    }


def test_names_that_people_gave_are_never_equal_either() -> None:
    names = {"甲条例@2020-01-01": "我的", "乙条例@2020-01-01": "我的", "丙条例@2020-01-01": "我的（2020-01-01）"}
    assert len(set(told_apart(names).values())) == 3
    assert list(told_apart(names)) == list(names)
