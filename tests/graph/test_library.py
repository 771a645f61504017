"""The library folder: nothing lost, nothing half done."""

from __future__ import annotations

import errno
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from filelock import FileLock

from graph import library as shelf
from graph.library import LibraryError
from ingest.corrections import log
from ingest.corrections.events import Anchor
from ingest.read import ReadError

TEXT = "甲省数据条例\n（{year}年3月1日甲省第十届人民代表大会常务委员会第二次会议通过）\n第一条 为了规范数据管理，制定本条例。\n第二条 本条例自{year}年5月1日起施行。\n"


def text(year: int = 2021) -> bytes:
    return TEXT.format(year=year).encode()


@pytest.fixture
def library(tmp_path: Path) -> shelf.Library:
    return shelf.open_library(tmp_path / "home", seed=False)


def test_first_use_brings_the_bundled_statute_and_an_emptied_library_stays_empty(tmp_path: Path) -> None:
    library = shelf.open_library(tmp_path)
    (entry,) = shelf.entries(library)
    assert entry.bundled and entry.label == entry.file.removesuffix(".txt")
    shelf.remove(library, entry.key)
    assert shelf.entries(shelf.open_library(tmp_path)) == []
    assert [again.sha256 for again in shelf.add_bundled(library)] == [entry.sha256]


def test_the_home_is_where_famai_home_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAMAI_HOME", str(tmp_path / "其他"))
    assert shelf.open_library(seed=False).home == tmp_path / "其他"


def test_add_keeps_the_bytes_and_parses_them(library: shelf.Library) -> None:
    entry = shelf.add(library, text(), "数据条例.txt")
    assert shelf.source_of(library, entry).read_bytes() == text()
    assert shelf.source_of(library, entry).name == "数据条例.txt"
    (statute,) = shelf.load(library, entry)
    assert statute.id == entry.statutes[0].id
    assert shelf.statute(library, statute.id) == statute
    assert shelf.statute(library, "没有@undated") is None
    assert [each.id for each in shelf.statutes(library)] == [statute.id]


def test_the_cache_gives_the_same_statute_and_survives_damage(library: shelf.Library) -> None:
    entry = shelf.add(library, text(), "a.txt")
    (kept,) = (library.home / "parsed").iterdir()
    first = shelf.load(library, entry)
    kept.write_bytes(kept.read_bytes()[:100])
    assert shelf.load(library, entry) == first
    (kept,) = (library.home / "parsed").iterdir()
    assert len(kept.read_bytes()) > 100
    kept.rename(kept.with_name(kept.name[:33] + "0123456789abcdef.msgpack"))
    assert shelf.load(library, entry) == first
    assert len(list((library.home / "parsed").iterdir())) == 1


def test_the_same_bytes_again_change_nothing(library: shelf.Library) -> None:
    entry = shelf.add(library, text(), "a.txt")
    assert shelf.add(library, text(), "b.txt") == entry
    assert shelf.entries(library) == [entry]


def test_a_second_file_with_the_same_statute_asks_before_it_replaces(library: shelf.Library) -> None:
    entry = shelf.add(library, text(), "a.txt")
    shelf.rename(library, entry.key, "我的条例")
    changed = text() + "第三条 新增。\n".encode()
    if len(entry.statutes[0].id.split("@")) == 1:
        pytest.fail("the statute has no title")
    with pytest.raises(LibraryError) as caught:
        shelf.add(library, changed, "b.txt")
    assert caught.value.code == "library_has_statute" and "甲省数据条例" in str(caught.value)
    assert shelf.source_of(library, shelf.entries(library)[0]).read_bytes() == text()
    again = shelf.add(library, changed, "b.txt", replace=True)
    assert (again.key, again.label, again.file) == (entry.key, "我的条例", "b.txt")
    assert shelf.source_of(library, again).read_bytes() == changed
    assert len(list((library.home / "statutes" / entry.key).glob("source-*"))) == 1


def test_an_unreadable_file_changes_nothing(library: shelf.Library) -> None:
    before = sorted(path.name for path in (library.home / "statutes").iterdir())
    with pytest.raises(ReadError):
        shelf.add(library, b"", "leer.txt")
    assert sorted(path.name for path in (library.home / "statutes").iterdir()) == before


def test_remove_and_restore_with_corrections(library: shelf.Library) -> None:
    entry = shelf.add(library, text(), "a.txt")
    corrections = shelf.corrections_of(library, entry.statutes[0].id)
    assert corrections is not None and not corrections.exists()
    corrections.write_text('{"who":"甲"}\n', encoding="utf-8")
    gone = shelf.remove(library, entry.key)
    assert shelf.entries(library) == [] and shelf.corrections_of(library, entry.statutes[0].id) is None
    assert shelf.removed(library) == [gone]
    assert shelf.restore(library, gone.token) == entry
    assert shelf.entries(library) == [entry] and shelf.removed(library) == []
    assert corrections.read_text(encoding="utf-8") == '{"who":"甲"}\n'
    with pytest.raises(LibraryError):
        shelf.restore(library, gone.token)


def test_corrections_are_replayed_and_change_what_caches_are_keyed_by(library: shelf.Library) -> None:
    duty = "第三条 省人民政府应当加强领导。\n".encode()
    entry = shelf.add(library, text() + duty, "a.txt")
    (before,) = shelf.load(library, entry)
    norm = next(norm for norm in before.norms if "加强领导" in norm.quote.text)
    assert norm.modality == "obligation"
    key, path = shelf.content_of(library, entry), shelf.corrections_of(library, before.id)
    assert path is not None
    log.append(path, log.new_event("甲", "set", "norm", Anchor(norm.unit, norm.quote.text), field="modality", value="power"))
    assert shelf.content_of(library, entry) != key
    (after,) = shelf.load(library, entry)
    assert next(each for each in after.norms if each.quote == norm.quote).modality == "power"
    assert [each.fact for each in after.curated] == [norm.id] and after.conflicts == ()
    assert shelf.load(library, entry) == (after,)  # from the cache
    assert shelf.load(library, entry, corrected=False) == (before,)
    assert shelf.statute(library, before.id) == after


def test_a_removed_statute_does_not_come_back_beside_its_twin(library: shelf.Library) -> None:
    gone = shelf.remove(library, shelf.add(library, text(), "a.txt").key)
    shelf.add(library, text() + b"\n", "b.txt")
    with pytest.raises(LibraryError) as caught:
        shelf.restore(library, gone.token)
    assert caught.value.code == "library_has_statute"
    assert shelf.removed(library) == [gone]


def test_reload_after_the_source_changed(library: shelf.Library, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text())
    entry = shelf.add_file(library, path)
    assert not shelf.is_stale(library, entry) and shelf.reload(library, entry.key) == entry
    corrections = shelf.corrections_of(library, entry.statutes[0].id)
    assert corrections is not None
    corrections.write_text("{}\n", encoding="utf-8")
    path.write_bytes(text(2023))
    assert shelf.is_stale(library, entry)
    fresh = shelf.reload(library, entry.key)
    assert fresh.key == entry.key and fresh.statutes != entry.statutes
    assert shelf.source_of(library, fresh).read_bytes() == text(2023)
    # the corrections go with the file, not with the old title and date
    assert shelf.corrections_of(library, fresh.statutes[0].id) == corrections and corrections.exists()
    path.write_bytes(b"\x89PNG")
    with pytest.raises(ReadError):
        shelf.reload(library, entry.key)
    assert shelf.load(library, fresh)[0].id == fresh.statutes[0].id


def test_reload_after_the_librarys_own_copy_was_edited(library: shelf.Library) -> None:
    entry = shelf.add(library, text(), "a.txt")
    shelf.source_of(library, entry).write_bytes(text(2024))
    assert shelf.is_stale(library, entry)
    fresh = shelf.reload(library, entry.key)
    assert shelf.source_of(library, fresh).read_bytes() == text(2024) and not shelf.is_stale(library, fresh)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "..\\x.txt", "甲" * 300 + ".txt", "a/b:c*?.txt", "....txt", "\x00.txt"]
)
def test_file_names_stay_inside_the_library(library: shelf.Library, name: str) -> None:
    entry = shelf.add(library, text(), name)
    source = shelf.source_of(library, entry)
    assert source.resolve().is_relative_to(library.home.resolve()) and source.read_bytes() == text()


def test_a_record_edited_by_hand_cannot_point_outside(library: shelf.Library) -> None:
    entry = shelf.add(library, text(), "a.txt")
    record = library.home / "statutes" / entry.key / "entry.json"
    record.write_text(record.read_text().replace('"a.txt"', '"../../../x.txt"'))
    assert shelf.entries(library) == []
    (error,) = shelf.damaged(library)
    assert entry.key in str(error) and "library" in error.message("en")


def test_rename_and_its_errors(library: shelf.Library) -> None:
    entry = shelf.add(library, text(), "a.txt")
    assert shelf.rename(library, entry.key, "  我的  条例 ").label == "我的 条例"
    assert shelf.entries(library)[0].label == "我的 条例"
    with pytest.raises(LibraryError) as caught:
        shelf.rename(library, entry.key, " \n")
    assert caught.value.code == "library_no_name"
    with pytest.raises(LibraryError) as caught:
        shelf.rename(library, "../..", "x")
    assert caught.value.code == "library_no_entry"


def test_a_busy_library_says_so(library: shelf.Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.library_errors.LOCK_SECONDS", 0.1)
    with FileLock(library.home / "library.lock"), pytest.raises(LibraryError) as caught:
        shelf.add(library, text(), "a.txt")
    assert caught.value.code == "library_busy"
    assert shelf.add(library, text(), "a.txt")


def test_two_threads_add_without_loss(library: shelf.Library) -> None:
    years = range(2000, 2012)
    threads = [threading.Thread(target=shelf.add, args=(library, text(year), "a.txt")) for year in years]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(shelf.entries(library)) == len(years)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(LibraryError) as caught:
        shelf.open_library(blocked / "home")
    assert caught.value.code == "library_not_writable"


def test_a_full_disk_changes_nothing(library: shelf.Library, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = shelf.add(library, text(), "a.txt")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("graph.durable.os.fsync", full)
    for change in (
        lambda: shelf.add(library, text(2022), "b.txt"),
        lambda: shelf.rename(library, entry.key, "x"),
        lambda: shelf.add(library, text() + b"\n", "a.txt", replace=True),
    ):
        with pytest.raises(LibraryError) as caught:
            change()
        assert caught.value.code == "library_disk_full"
    monkeypatch.undo()
    assert shelf.entries(shelf.open_library(library.home, seed=False)) == [entry]
    assert shelf.load(library, entry)[0].id == entry.statutes[0].id


def test_killed_writers_leave_the_old_state_or_the_new(tmp_path: Path) -> None:
    home = tmp_path / "home"
    shelf.open_library(home, seed=False)
    script = (
        "import sys\nfrom pathlib import Path\nfrom graph import library as shelf\n"
        "library = shelf.open_library(Path(sys.argv[1]), seed=False)\n"
        f"text = {TEXT!r}\nprint('ready', flush=True)\nyear = 2000\n"
        "while True:\n    entry = shelf.add(library, text.format(year=year).encode(), 'a.txt')\n"
        "    shelf.rename(library, entry.key, f'第{year}')\n    year += 1\n"
    )
    for delay in (0.05, 0.11, 0.2):
        with subprocess.Popen(
            [sys.executable, "-c", script, str(home)], stdout=subprocess.PIPE, cwd=Path(shelf.__file__).parents[1]
        ) as child:
            assert child.stdout and child.stdout.readline() == b"ready\n"
            time.sleep(delay)
            os.kill(child.pid, signal.SIGKILL)
        library = shelf.open_library(home, seed=False)
        assert shelf.damaged(library) == []
        for entry in shelf.entries(library):
            assert shelf.load(library, entry)[0].id == entry.statutes[0].id
        assert not list(home.rglob(".new-*"))


def test_old_rubbish_goes_and_recent_stays(library: shelf.Library) -> None:
    shelf.remove(library, shelf.add(library, text(), "a.txt").key)
    (library.home / "trash" / "1000000000000-abc").mkdir()
    (library.home / "statutes" / ".new-killed").mkdir()
    shelf.open_library(library.home, seed=False)
    assert len(shelf.removed(library)) == 1
    assert not (library.home / "trash" / "1000000000000-abc").exists()
    assert not (library.home / "statutes" / ".new-killed").exists()


def test_errors_travel_between_processes() -> None:
    error = LibraryError("library_no_entry", key="x")
    assert pickle.loads(pickle.dumps(error)).message("en") == error.message("en")


def test_corrections_stay_with_their_statute_when_a_new_file_puts_it_elsewhere(library: shelf.Library) -> None:
    def file(*titles: str) -> bytes:
        body = "（2020年1月1日甲省第一届人民代表大会常务委员会第一次会议通过）\n第一条 甲省人民政府应当保护湖泊。\n第二条 乙机关应当公开。\n"
        return "\n".join(f"甲省{title}条例\n{body}" for title in titles).encode()

    entry = shelf.add(library, file("湖泊", "森林"), "two.txt")
    assert [one.title for one in entry.statutes] == ["甲省湖泊条例", "甲省森林条例"]
    path = shelf.corrections_of(library, entry.statutes[1].id)
    assert path is not None
    path.write_text("{}\n", encoding="utf-8")
    moved = shelf.add(library, file("草原", "森林"), "two.txt", replace=True)
    assert shelf.corrections_of(library, moved.statutes[1].id) == path
    first = shelf.add(library, file("森林", "湖泊", "草原"), "two.txt", replace=True)
    assert [shelf.corrections_of(library, one.id) == path for one in first.statutes] == [True, False, False]
    assert len({shelf.corrections_of(library, one.id) for one in first.statutes}) == 3
    assert shelf.orphaned_corrections(library, first) == []
    gone = shelf.add(library, file("湖泊", "草原"), "two.txt", replace=True)
    assert shelf.orphaned_corrections(library, gone) == [path]
