"""The corrections log on a real disk: killed writers, two windows, files cut, edited by hand or foreign."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.corrections.events import Anchor, Event
from ingest.corrections.log import Overtaken, append_all, new_event, parse_log, read_log

ROOT = Path(__file__).parents[2]


def _setting(value: str, who: str = "王某", unit: str = "a1") -> Event:
    return new_event(who, "set", "norm", Anchor(unit, "应当备案", around="|", count=1, index=0), field="modality", value=value)


_BATCHES = """
import sys
from pathlib import Path
from ingest.corrections.events import Anchor
from ingest.corrections.log import append_all, new_event
path, size = Path(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
for batch in range(10_000):
    append_all(path, [
        new_event("王某", "set", "norm", Anchor("a1", f"第{n}处" + "字" * 60), field="modality", value="power", why=f"{batch}")
        for n in range(size)
    ])
    print(batch, flush=True)
"""


def test_a_save_killed_at_any_moment_is_whole_or_not_there(tmp_path):
    path, size, chance = tmp_path / "corrections-1.jsonl", 600, random.Random(7)
    safe: set[str] = set()
    for _ in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", _BATCHES, str(path), str(size)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None and child.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0.005, 0.12))
            os.kill(child.pid, signal.SIGKILL)
            told = child.stdout.read().split()
        held = read_log(path)
        assert all(len(save) == size and len({event.why for event in save}) == 1 for save in held.saves)
        safe |= {event.id for event in held.events}
        assert len(held.saves) >= len(told)
    late = _setting("right")
    append_all(path, [late])
    assert {event.id for event in read_log(path).events} == safe | {late.id}


def test_a_log_cut_at_any_byte_keeps_whole_saves(tmp_path):
    path = tmp_path / "corrections-1.jsonl"
    saves = [[_setting("power")], [_setting("right", unit=f"a{n}") for n in range(3)], [_setting("power", unit="a9")]]
    for save in saves:
        append_all(path, save)
    data = path.read_bytes()
    whole = [tuple(save) for save in saves]
    ends = [at + 1 for at, byte in enumerate(data) if byte == 10]
    for cut in range(len(data)):
        held = parse_log(data[:cut])
        # a line is whole from its last character on, with or without the line break
        assert list(held.saves) == whole[: sum(cut >= end - 1 for end in ends)]
        assert all(bad.code == "log.cut" for bad in held.bad)
        path.write_bytes(data[:cut])
        late = _setting("declaration")
        append_all(path, [late])
        assert read_log(path).saves == (*held.saves, (late,))


def test_a_full_disk_leaves_the_log_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "corrections-1.jsonl"
    append_all(path, [_setting("power")])
    before = path.read_bytes()
    write = os.write

    def full(file: int, data: bytes) -> int:
        if len(data) > 10:
            return write(file, data[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("ingest.corrections.log.os.write", lambda file, data: full(file, data[: len(data) // 2]))
    with pytest.raises(OSError, match="No space"):
        append_all(path, [_setting("right")])
    monkeypatch.undo()
    assert path.read_bytes() == before


def test_a_statute_removed_meanwhile_is_not_made_again(tmp_path):
    with pytest.raises(FileNotFoundError):
        append_all(tmp_path / "gone" / "corrections-1.jsonl", [_setting("power")])
    assert list(tmp_path.iterdir()) == []


def test_a_window_that_has_not_seen_the_others_correction_is_told(tmp_path):
    path = tmp_path / "corrections-1.jsonl"
    theirs = _setting("power", "李某")
    append_all(path, [theirs])
    mine, elsewhere = _setting("right"), _setting("right", unit="a2")
    elsewhere = msgspec.structs.replace(elsewhere, anchor=Anchor("a2", "应当公开", around="|", count=1, index=0))
    with pytest.raises(Overtaken) as told:
        append_all(path, [elsewhere, mine], frozenset())
    assert told.value.others == (theirs,)
    assert read_log(path).events == (theirs,)
    append_all(path, [elsewhere], frozenset())
    append_all(path, [mine], frozenset({theirs.id}))
    assert read_log(path).events == (theirs, elsewhere, mine)


def test_a_removed_norm_is_not_corrected_in_another_window(tmp_path):
    path = tmp_path / "corrections-1.jsonl"
    mine = _setting("power")
    append_all(path, [new_event("李某", "remove", "norm", mine.anchor)])
    with pytest.raises(Overtaken):
        append_all(path, [mine], frozenset())


@given(st.binary(max_size=400))
def test_a_foreign_file_is_reported_and_never_fatal(data):
    held = parse_log(data)
    assert len(held.events) <= data.count(b"{")
    assert all(bad.line >= 1 for bad in held.bad)


@given(st.lists(st.sampled_from(["good", "text", "list", "deep", "half", "bytes", "array"]), max_size=8))
def test_good_lines_stand_among_any_others(kinds):
    good = _setting("power")
    lines: list[bytes] = []
    expected = 0
    for number, kind in enumerate(kinds):
        event = msgspec.structs.replace(good, id=f"e{number}")
        line = msgspec.json.encode(event)
        lines.append(
            {
                "good": line,
                "text": "甲乙丙".encode(),
                "list": b"[" + line + b"," + msgspec.json.encode(msgspec.structs.replace(event, id=f"f{number}")) + b"]",
                "deep": b"[" * 5000,
                "half": line[: len(line) // 2],
                "bytes": b"\xff\xfe\x00",
                "array": b"[" + line + b', {"id": 1}]',
            }[kind]
        )
        expected += {"good": 1, "list": 2}.get(kind, 0)
    held = parse_log(b"\n".join(lines))
    assert len(held.events) == expected
    assert len(held.bad) == sum(kind not in ("good", "list") for kind in kinds)


def test_a_file_saved_by_an_editor_with_a_byte_order_mark_and_windows_lines_is_read():
    events = [_setting("power"), _setting("right", unit="a2")]
    data = b"\xef\xbb\xbf" + b"\r\n".join(msgspec.json.encode(event) for event in events) + b"\r\n"
    assert parse_log(data).events == tuple(events) and parse_log(data).bad == ()
