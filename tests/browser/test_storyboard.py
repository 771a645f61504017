"""The desk of the facilitator: any view becomes a step that opens again just so; steps are arranged; files come and go."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from ingest.pipeline import parse
from ingest.read import read_file
from views.story import new_step, new_story, save, with_step

from .conftest import ROOT, Fence, new_context, started
from .driving import STATUTE, App, Visitor

ACTOR = f"{STATUTE}:actor:"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """An app of its own: these tests fill the library with stories."""
    with started(tmp_path_factory.mktemp("storyboard")) as running:
        yield running


def _bundled():
    return parse(read_file(ROOT / "data" / "statutes" / "辽宁省大数据发展条例.txt"))[0]


def _query(url: str) -> dict[str, list[str]]:
    return {name: sorted(values) for name, values in parse_qs(urlsplit(url).query).items() if name not in ("lang", "statute")}


def _add(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="加入故事板").click()
    visitor.page.get_by_text("已加入故事板").first.wait_for()


VIEWS = {
    "reader": {"at": "c3.a15.p1.i2"},
    "actors": {"actor": f"{ACTOR}省人民政府"},
    "duties": {"tab": "list", "actor": "工业企业"},
    "ladders": {"ladder": f"{STATUTE}:c8.a51.p1#s1"},
    "gaps": {"gap": "vague_reference", "chapter": "c3"},
    "references": {"side": "vague"},
    "chains": {
        "focus": f"actor:{ACTOR}数据处理市场主体",
        "f_mod": ["prohibition", "obligation"],
        "hide": ["candidate"],
        "sel": f"actor|{ACTOR}数据处理市场主体",
    },
}


@pytest.mark.parametrize("name", VIEWS)
def test_any_view_becomes_a_step_that_opens_again_just_so(visitor: Visitor, browser: Browser, fence: Fence, name: str):
    visitor.open(name, statute=STATUTE, **VIEWS[name])
    visitor.settled()
    if name == "chains":
        visitor.picture()
    before = _query(visitor.page.url)
    assert set(VIEWS[name]) <= set(before)
    _add(visitor)
    context = new_context(browser, fence)
    later = Visitor(visitor.app, context.new_page())
    later.open("storyboard", statute=STATUTE)
    later.page.locator("[class*='st-key-step-show']").last.get_by_role("button").click()
    later.page.wait_for_function(f"() => location.pathname.endsWith('/{name}')")
    later.settled()
    if name == "chains":
        assert later.picture()["at"] == visitor.picture()["at"]
    assert _query(later.page.url) == before
    context.close()


def _become(page: Page, titles: list[str]) -> None:
    """Waits until the steps have these titles."""
    fields = "[...document.querySelectorAll(\"[class*='st-key-step-title'] input\")].map((e) => e.value)"
    page.wait_for_function(f"(wanted) => JSON.stringify({fields}) === JSON.stringify(wanted)", arg=titles)


def _titles(page: Page) -> list[str]:
    return [field.input_value() for field in page.locator("[class*='st-key-step-title'] input").all()]


def _press(visitor: Visitor, name: str, number: int) -> None:
    visitor.page.locator(f"[class*='st-key-step-{name}']").nth(number).get_by_role("button").click()
    visitor.settled()


def _load(visitor: Visitor, path: Path) -> None:
    visitor.page.locator("input[type=file]").set_input_files(path)
    visitor.page.get_by_role("button", name="载入").click()
    visitor.settled()


def _file(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "story.json"
    path.write_bytes(data)
    return path


def _three(statute, ident: str):
    story = new_story(statute, "三步")
    for number, at in enumerate(("c1.a1", "c1.a2", "c1.a3"), 1):
        story = with_step(story, new_step("reader", f"第{number}", {"at": (at,)}, f"讲稿{number}"))
    return json.loads(save(story)) | {"id": ident}


def test_steps_are_moved_renamed_copied_deleted_and_each_is_undone(visitor: Visitor, tmp_path: Path):
    page = visitor.page
    visitor.open("storyboard", statute=STATUTE)
    _load(visitor, _file(tmp_path, json.dumps(_three(_bundled(), "threesteps")).encode()))
    page.get_by_text("已载入").wait_for()
    _become(page, ["第1", "第2", "第3"])
    _press(visitor, "down", 0)
    _become(page, ["第2", "第1", "第3"])
    _press(visitor, "copy", 2)
    _become(page, ["第2", "第1", "第3", "第3"])
    _press(visitor, "delete", 0)
    _become(page, ["第1", "第3", "第3"])
    # a title still being typed is not lost to the button pressed next, nor is the button
    page.locator("[class*='st-key-step-title'] input").first.fill("改名")
    _press(visitor, "down", 0)
    _become(page, ["第3", "改名", "第3"])
    for expected in (
        ["改名", "第3", "第3"],
        ["第1", "第3", "第3"],
        ["第2", "第1", "第3", "第3"],
        ["第2", "第1", "第3"],
        ["第1", "第2", "第3"],
    ):
        page.get_by_role("button", name="撤销").click()
        _become(page, expected)
    page.get_by_role("button", name="删除这个故事板").click()
    page.wait_for_function("() => !document.querySelector(\"[class*='st-key-step-title'] input\")?.value.startsWith('第1')")
    page.get_by_role("button", name="撤销").click()
    visitor.settled()
    _become(page, ["第1", "第2", "第3"])


def test_a_file_of_another_text_says_what_changed_and_still_opens(visitor: Visitor, tmp_path: Path):
    page = visitor.page
    bundled = _bundled()
    raw = _three(bundled, "othertext")
    text = bundled.reading.text.replace("五万元以上五十万元以下", "一万元以上十万元以下")
    told = json.loads(save(new_story(_with_text(bundled, text), "x")))["statute"]
    raw["statute"] = told | {"id": "辽宁省大数据发展条例@2021-01-01"}
    visitor.open("storyboard", statute=STATUTE)
    _load(visitor, _file(tmp_path, json.dumps(raw).encode()))
    page.get_by_text("1 条有变化").wait_for()
    page.get_by_text("哪些条文变了").click()
    compared = page.locator(".fm-compared")
    compared.wait_for()
    assert "一" in "".join(compared.locator("del").all_text_contents())
    assert "五" in "".join(compared.locator("ins").all_text_contents())
    assert page.get_by_text("第五十一条").count()
    _become(page, ["第1", "第2", "第3"])
    _press(visitor, "show", 1)
    page.wait_for_function("() => location.pathname.endsWith('/reader')")


def _with_text(statute, text: str):
    """The statute with other words in one article, its units at their new places."""
    import msgspec

    old = statute.reading.text
    moved = len(text) - len(old)
    place = next(at for at, (one, other) in enumerate(zip(old, text, strict=False)) if one != other)

    def shift(at: int) -> int:
        return at + moved if at > place else at

    units = tuple(msgspec.structs.replace(unit, at=shift(unit.at), until=shift(unit.until)) for unit in statute.units)
    return msgspec.structs.replace(statute, reading=msgspec.structs.replace(statute.reading, text=text), units=units)


def test_a_story_of_a_statute_that_is_not_here_says_so(visitor: Visitor, tmp_path: Path):
    visitor.open("storyboard", statute=STATUTE)
    raw = _three(_bundled(), "elsewhere")
    raw["statute"] |= {"id": "青山市办法@2020-01-01", "title": "青山市办法"}
    _load(visitor, _file(tmp_path, json.dumps(raw).encode()))
    visitor.page.get_by_text("资料库里没有").wait_for()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda raw: json.dumps(raw)[:2000].encode(), "不完整"),
        (lambda raw: json.dumps(raw | {"format": 7}).encode(), "更新版本"),
        (lambda raw: b'{"a": 1}', "不是故事板"),
        (lambda raw: b"", "不完整"),
    ],
    ids=["cut", "newer", "foreign", "empty"],
)
def test_a_file_that_is_no_story_says_what_is_wrong(visitor: Visitor, tmp_path: Path, spoil, says: str):
    visitor.open("storyboard", statute=STATUTE)
    _load(visitor, _file(tmp_path, spoil(_three(_bundled(), "spoilt"))))
    visitor.page.get_by_text(says).first.wait_for()
    assert visitor.app.failures() == ""


def test_of_an_edited_file_what_can_be_shown_is_shown_and_nothing_runs(visitor: Visitor, tmp_path: Path):
    page = visitor.page
    raw = _three(_bundled(), "edited")
    hostile = '<img src=x onerror="window.famaiHostile=1"><script>window.famaiHostile=1</script>'
    raw["steps"][0] |= {"notes": hostile, "title": hostile}
    raw["steps"][1]["page"] = "nowhere"
    raw["steps"].append(
        {"id": "s9", "page": "chains", "title": "外来", "query": {"focus": ["actor:没有的法@2000:actor:谁"], "depth": ["x"]}}
    )
    raw["steps"].append({"id": "s10", "page": "actors", "title": "外来", "query": {"actor": ["谁也不是"], "row": ["?"]}})
    raw["steps"].append({"id": "s11", "page": "gaps", "title": "外来", "query": {"gap": ["没有"], "chapter": ["c99"]}})
    visitor.open("storyboard", statute=STATUTE)
    _load(visitor, _file(tmp_path, json.dumps(raw).encode()))
    page.get_by_text("第 2 步的页面").wait_for()
    assert len(_titles(page)) == 5
    page.goto(f"{visitor.app.url}/present?statute={STATUTE}&story=edited")
    page.locator(".stage .cited").filter(has_text="》").wait_for()
    assert page.locator(".stage h1").inner_text() == hostile
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    assert page.locator(".stage .place").inner_text() == "5 / 5"
    assert page.evaluate("() => window.famaiHostile === undefined")
    assert visitor.app.failures() == ""


def test_the_same_step_is_the_same_picture_after_a_restart(browser: Browser, fence: Fence, tmp_path: Path):
    def picture(app: App) -> tuple[bytes, str]:
        context = new_context(browser, fence)
        page = context.new_page()
        page.goto(f"{app.url}/present?story=liaoningbigdata&step=4")
        page.locator(".stage .cited").filter(has_text="》").wait_for()
        for _ in range(4):
            page.keyboard.press("ArrowRight")
        page.wait_for_timeout(400)
        drawn = page.locator(".stage .shown").inner_html()
        shot = page.screenshot()
        context.close()
        return shot, drawn

    seen = []
    for _ in range(2):
        with started(tmp_path) as app:
            seen.append(picture(app))
    assert seen[0][1] == seen[1][1]
    assert seen[0][0] == seen[1][0]
