"""``python -m views``: the files of a storyboard, pictures for the documentation, measurements of what people see."""

from __future__ import annotations

from datetime import date
from itertools import chain
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from graph import library
from ingest.pipeline import parse
from ingest.read import ReadError, read_file
from ingest.statute import Statute

from .bench import measures
from .catalogue import Language, words
from .driven import NotStarted
from .exports.bundle import FORMATS, export
from .pages import PAGES
from .pages_bench import measures as page_measures
from .pictures import VIEWS, take
from .story import Opened, Story, StoryError, differences, open_story

STORIES = Path(__file__).parents[1] / "data" / "stories"

app = typer.Typer(
    help="故事板导出、界面截图与性能测量。\n\n例：python -m views export data/stories/辽宁省大数据发展条例.json --out out --format pptx,docx",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
errors = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
output = Console(soft_wrap=True, highlight=False, markup=False)


@app.callback()
def _commands() -> None:
    """Makes each function a command of its own."""


def _fail(message: str) -> NoReturn:
    errors.print(message)
    raise typer.Exit(1)


def _opened(path: Path) -> Opened:
    try:
        return open_story(path.read_bytes(), frozenset(entry.id for entry in PAGES) | {"chains", "reader"})
    except OSError as error:
        _fail(f"读不了故事板 {path}：{error.strerror}")
    except StoryError as error:
        _fail(f"{path}：{words('zh', error.code, **error.values)}")


def _statute(story: Story, source: Path | None) -> Statute:
    if source is not None:
        try:
            return parse(read_file(source))[0]
        except ReadError as error:
            _fail(str(error))
    try:
        found = library.statute(library.open_library(), story.statute.id)
    except library.LibraryError as error:
        _fail(error.message())
    if found is None:
        _fail(f"资料库里没有《{story.statute.title}》（{story.statute.id}）。请用 --statute 指定它的文件。")
    return found


def _in_library(statute_id: str) -> Statute | None:
    try:
        return library.statute(library.open_library(), statute_id)
    except library.LibraryError:
        return None


@app.command("export", no_args_is_help=True)
def export_story(
    story: Annotated[Path, typer.Argument(metavar="STORY", help="故事板文件（.json），或 data/stories 里的名字")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="写到哪个文件夹")],
    formats: Annotated[str, typer.Option("--format", "-f", metavar="A,B", help=f"格式：{','.join(FORMATS)}")] = "pptx,docx",
    statute: Annotated[Path | None, typer.Option("--statute", metavar="FILE", help="法规文件；不给则取资料库里的")] = None,
    language: Annotated[str, typer.Option("--lang", help="zh 或 en")] = "zh",
) -> None:
    """把一个故事板导出为幻灯片、文稿、图片、网页或数据文件。

    例：python -m views export data/stories/辽宁省大数据发展条例.json --out out --format pptx,docx,pdf,svg,html,png,akn,csv,json,graphml
    """
    wanted = [one.strip() for one in formats.split(",") if one.strip()]
    unknown = [one for one in wanted if one not in FORMATS]
    if unknown or not wanted:
        _fail(f"不认识的格式：{'、'.join(unknown) or formats}。可用：{'、'.join(FORMATS)}")
    path = story if story.exists() else STORIES / f"{story.name.removesuffix('.json')}.json"
    opened = _opened(path)
    told = _statute(opened.story, statute)
    for problem in opened.problems:
        errors.print(words("zh", problem.code, **problem.values))
    changed = differences(opened.story, told)
    if changed:
        errors.print(
            f"注意：这里的文本与制作故事板时不同，{len(changed)} 条有变化：{'、'.join(one.unit for one in changed[:8])}"
        )
    code: Language = "en" if language == "en" else "zh"
    try:
        out.mkdir(parents=True, exist_ok=True)
        for made in export(opened.story, told, wanted, date.today().isoformat(), code, _in_library):
            (out / made.name).write_bytes(made.data)
            output.print(f"{out / made.name}  {len(made.data):,} 字节")
    except OSError as error:
        _fail(f"写不到 {out}：{error.strerror}")


@app.command()
def screenshot(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help=f"{'、'.join(VIEWS)}；不给则全部")] = None,
) -> None:
    """把界面截图写到 docs/screenshots（需要 Chromium 和 playwright）。"""
    unknown = [name for name in names or () if name not in VIEWS]
    if unknown:
        _fail(f"没有这些截图：{'、'.join(unknown)}。可用：{'、'.join(VIEWS)}")
    try:
        for path, size in take(names or list(VIEWS)):
            output.print(f"{path}  {size:,} 字节")
    except NotStarted as error:
        _fail(str(error))


@app.command()
def bench() -> None:
    """在真实的 Chromium 里测量等待时间：第一幅图、点击到加亮、大图绘制。"""
    try:
        for what, value, unit in chain(measures(), page_measures()):
            output.print(f"{what:<52}{value:>8.2f} {unit}")
    except NotStarted as error:
        _fail(str(error))


if __name__ == "__main__":
    app()
