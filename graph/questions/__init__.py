"""The question library 问题库: questions in plain Chinese and English, each a ``.cypher`` file that says what it asks and gives.

A file starts with comment lines ``// key: value``: title.zh, title.en, about.zh, about.en, tags, columns, and one
``param: name | kind | 中文 | English | default`` for each parameter (default ``optional``: may be left out). Then an empty line and
one reading Cypher statement. People's own questions are files of the same form in the library folder.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

import msgspec

from ..codes import MEASURES, Name
from ..durable import write_whole
from ..errors import GraphError
from ..statement import read_statement
from ..store import Store

FOLDER = Path(__file__).parent

Kind = Literal["statute", "actor", "article", "measure", "text"]


class Parameter(msgspec.Struct, frozen=True):
    """A parameter, picked from the list of its ``kind`` (see ``choices``); ``text`` is typed. ``default`` for typed ones."""

    name: str
    kind: Kind
    title: Name
    optional: bool = False
    default: str | None = None


class Question(msgspec.Struct, frozen=True):
    """One question. ``name`` is its file's name without number and ending; ``own``: a person saved it."""

    name: str
    title: Name
    about: Name
    parameters: tuple[Parameter, ...]
    tags: tuple[str, ...]
    columns: tuple[str, ...]
    cypher: str
    own: bool = False

    def sentence(self, values: dict[str, Any], language: str = "zh") -> str:
        """What is asked, with the chosen values: ``这个主体有哪些义务（主体：省人民政府）``."""
        chosen = [
            f"{one.title.text(language)}{'：' if language != 'en' else ': '}{values[one.name]}"
            for one in self.parameters
            if values.get(one.name) not in (None, "")
        ]
        title = self.title.text(language)
        if not chosen:
            return title
        return f"{title}（{'，'.join(chosen)}）" if language != "en" else f"{title} ({', '.join(chosen)})"


class Choice(msgspec.Struct, frozen=True):
    """A value of a parameter and what people see for it."""

    value: str
    label: str


@cache
def questions() -> tuple[Question, ...]:
    """The questions that come with the project, in order."""
    return tuple(read_question(path) for path in sorted(FOLDER.glob("*.cypher")))


def question(name: str) -> Question:
    """The project's question of that name. GraphError no_question."""
    for one in questions():
        if one.name == name:
            return one
    raise GraphError("no_question", name=name)


def own_questions(library: Path) -> tuple[Question, ...]:
    """The questions people saved in the library folder; a file that is no question is left out."""
    found = []
    for path in sorted((library / "questions").glob("*.cypher")):
        try:
            found.append(msgspec.structs.replace(read_question(path), own=True))
        except GraphError:
            continue
    return tuple(found)


def save_question(library: Path, title: str, cypher: str, about: str = "") -> Question:
    """Saves a statement as one's own question under ``title``; the same title again replaces it. Parameters are typed ones."""
    title = _line(title)
    if not title:
        raise GraphError("bad_question", file="", line=1, why="没有标题")
    parameters = "".join(f"// param: {name} | text | {name} | {name}\n" for name in read_statement(cypher).parameters)
    text = (
        f"// title.zh: {title}\n// title.en: {title}\n// about.zh: {_line(about)}\n// about.en: {_line(about)}\n"
        f"{parameters}// tags: 自存\n// columns:\n\n{cypher.strip()}\n"
    )
    folder = library / "questions"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{_file_name(title)}.cypher"
    write_whole(path, text.encode())
    return msgspec.structs.replace(read_question(path), own=True)


def delete_question(library: Path, name: str) -> None:
    """Removes one's own question; does nothing when it is gone."""
    (library / "questions" / f"{_file_name(name)}.cypher").unlink(missing_ok=True)


def choices(store: Store, parameter: Parameter, statute: str | None = None) -> tuple[Choice, ...]:
    """What a parameter can be, from the graph: statutes, actors (by name) and articles of ``statute``, measures in use."""
    if parameter.kind == "text":
        return ()
    rows = store.rows(_CHOICES[parameter.kind], {"statute": statute})
    if parameter.kind == "measure":
        return tuple(
            Choice(row["value"], MEASURES[row["value"]].zh if row["value"] in MEASURES else row["value"]) for row in rows
        )
    return tuple(Choice(row["value"], row["label"]) for row in rows)


_CHOICES: dict[Kind, str] = {
    "statute": "MATCH (s:Statute) RETURN s.id AS value, s.id AS label ORDER BY label",
    "actor": "MATCH (a:Actor) WHERE $statute IS NULL OR a.statute = $statute "
    "WITH a.name AS value, sum(COUNT { (a)--() }) AS n RETURN value, value AS label ORDER BY n DESC, value",
    "article": "MATCH (p:Article) WHERE $statute IS NULL OR p.statute = $statute "
    "RETURN p.id AS value, p.name AS label, p.start AS at ORDER BY p.statute, at",
    "measure": "MATCH (m:Measure) WHERE $statute IS NULL OR m.statute = $statute "
    "RETURN m.kind AS value, count(*) AS n ORDER BY n DESC, value",
}


def read_question(path: Path) -> Question:
    """The question of a file. GraphError bad_question with the line."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as failure:
        raise GraphError("no_file", file=path, why=failure) from failure
    head: dict[str, str] = {}
    parameters: list[Parameter] = []
    lines = text.splitlines()
    number = 0
    for number, line in enumerate(lines, 1):
        if not line.startswith("//"):
            break
        key, colon, value = line[2:].partition(":")
        if not colon:
            raise GraphError("bad_question", file=path.name, line=number, why="应为 // 名称: 值")
        if key.strip() == "param":
            parameters.append(_parameter(value, path, number))
        else:
            head[key.strip()] = value.strip()
    for key in ("title.zh", "title.en", "about.zh", "about.en", "tags", "columns"):
        if key not in head:
            raise GraphError("bad_question", file=path.name, line=number, why=f"缺少 {key}")
    return Question(
        re.sub(r"^\d+-", "", path.stem),
        Name(head["title.zh"], head["title.en"]),
        Name(head["about.zh"], head["about.en"]),
        tuple(parameters),
        _list(head["tags"]),
        _list(head["columns"]),
        "\n".join(lines[number - 1 :]).strip(),
    )


def _parameter(value: str, path: Path, line: int) -> Parameter:
    name, kind, zh, en, *rest = (*(part.strip() for part in value.split("|")), "", "", "")[:5]
    if not name or kind not in get_args(Kind) or not zh:
        raise GraphError("bad_question", file=path.name, line=line, why="应为 // param: 名称 | 类别 | 中文 | English")
    default = rest[0] if rest and rest[0] else None
    return Parameter(
        name, cast(Kind, kind), Name(zh, en or name), default == "optional", None if default == "optional" else default
    )


def _list(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split("、") if part.strip())


def _line(text: str) -> str:
    return " ".join(text.split())


def _file_name(title: str) -> str:
    """A file name any system takes, of at most 80 characters, that does not collide with a number prefix."""
    return re.sub(r"[^\w\-（）]", "_", title)[:80].lstrip("0123456789-") or "_"
