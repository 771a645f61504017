"""What stands before the body: announcement, title over one line or many, 题注, preamble."""

from __future__ import annotations

import re

TITLE_TAIL = re.compile(
    r"(?:宪法|法典|法|条例|办法|规定|决定|决议|解释|规则|细则|批复|通知|意见|答复|解答|复函|函|公告|规范|标准|准则|守则|章程|方案|规划|纲要"
    r"|修正案|补充规定|说明|纪要|目录|名录|制度|指引|指南|导则|规程|程序|通则|总则|大纲|公约|议定书|协定|安排|命令|令|要点|计划|措施|政策|清单)"
    r"(?:[（(〔【《].{1,40}[）)〕】》])?[》]?$"
)
_TERMINAL = re.compile(r"[。；;，,：:！!、]$")
_DATE = r"(?:[0-9〇○零一二三四五六七八九十]{2,4} ?年 ?[0-9元一二三四五六七八九十]{1,3} ?月 ?(?:[0-9一二三四五六七八九十]{1,3} ?日)?|[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2})"
_DATED = re.compile(rf"^[（(【〔]? ?(?:自 ?)?(?:中华民国)?{_DATE}")
_DATE_ONLY = re.compile(rf"^[（(]? ?{_DATE} ?[）)]?$")
_EVENT = re.compile(
    r"(?:通过|公布|发布|颁布|施行|实施|修订|修正|修改|批准|制定|废止|印发|令第|第[0-9〇零一二三四五六七八九十百]+号|全文|条文|公告|沿革|决定)"
)
_NUMBER = re.compile(
    r"^[^。，；]{0,40}(?:[〔\[（(【]\s?[0-9〇一二三四五六七八九十]{2,4}\s?[〕\]）)】]|第)\s?[^。，；]{0,12}[0-9〇零一二三四五六七八九十百]+\s?号[）)]?$"
)
_ORDER = re.compile(r"^[^。，；：]{0,40}(?:令|公 {0,3}告)$|^公 {0,3}布$")
_LAW_LINE = re.compile(
    r"^(?:根据|依据|经|自|由|现予|已经|按照)[^“]{0,200}(?:修正|修订|通过|公布|施行|批准|修改)[^“]{0,12}[）)。]?$"
)
_ABOUT = re.compile(r"^关于|^印发|^转发")
_VERSION = re.compile(r"[（(](?:试行|暂行|草案|修订|修订稿|修正|[0-9]{4}年.{0,6}|修订草案|征求意见稿|送审稿|.{1,3}版)[）)]")
LONGEST_TITLE = 120
_FARTHEST = 400  # lines above the body among which its title is sought


_PURPOSE = re.compile(r"制定本|现就|如下[：。]|特作|为了?[^，]{2,30}，")
_HEADING = re.compile(r"第[〇零一二三四五六七八九十百0-9 ]{1,6}(?:分?编|章|节)(?: |$)")
_NAMED = re.compile(r"《[^》]*》|（[^）]*）")


def is_note(line: str) -> bool:
    """Whether a line of the front is (the beginning of) a 题注 or a document number or date, in parentheses or bare."""
    if not line:
        return False
    if line[0] in "（(【〔[":
        return bool(_EVENT.search(line) or _DATED.match(line)) or line in ("（试行）", "(试行)") or len(line) > 30
    if _DATE_ONLY.match(line) or _NUMBER.match(line):
        return True
    if _DATED.match(line):
        if line[-1] == "。" and (len(line) > 100 or _PURPOSE.search(line)):
            return False
        return bool(_EVENT.search(line)) or len(line) < 24
    return bool(_LAW_LINE.match(line)) or line.startswith(
        (
            "沿革",
            "修正日期",
            "公布日期",
            "公发布日",
            "修正日",
            "时效性",
            "发布日期",
            "施行日期",
            "发文字号",
            "发布部门",
            "生效日期",
            "发布机关",
            "颁布日期",
        )
    )


def could_be_title(line: str) -> bool:
    """Whether a line may be a title or a part of one: short, no sentence, no date or number of a document."""
    return (
        0 < len(line) <= LONGEST_TITLE
        and not _TERMINAL.search(line)
        and "。" not in line
        and "，" not in _NAMED.sub("", line)
        and not _DATE_ONLY.match(line)
        and not _NUMBER.match(line)
        and not _ORDER.match(line)
        and line[0] not in "（(|“①"
        and not _HEADING.match(line)
        and not (_DATED.match(line) and _EVENT.search(line))
        and not _LAW_LINE.match(line)
    )


def _unfinished(line: str) -> bool:
    """Whether a title cannot end here."""
    return (
        line.count("《") > line.count("》")
        or line.count("（") > line.count("）")
        or line[-1] in "和与及的对在、，等中将以或"
        or line.endswith(("关于", "适用", "实施", "以及", "若干"))
    )


def is_order(line: str) -> bool:
    """Whether the line names an order or announcement (国务院令, 公告) or is a bare day or document number."""
    return bool(_ORDER.match(line) or _DATE_ONLY.match(line) or _NUMBER.match(line))


def title_lines(lines: list[str], *, sure: bool = False, body: bool = True) -> tuple[int, int] | None:
    """The lines ``[first, last)`` of the title among the lines of the front; None when the text has no title.

    The last line that ends like a title of a statute, with the fragments above it (a title wraps over up to five lines).
    ``sure``: only such a line. ``body``: articles follow below the lines, so that the last title is theirs.
    """
    last = _last_title_line(lines, body)
    if last is None:
        return None if sure else _first_line_title(lines)
    first = last
    while first > 0 and last - first < 5 and _continues(lines, first, last):
        first -= 1
    end = last + 1
    if end < len(lines) and _VERSION.fullmatch(lines[end]):
        end += 1
    return first, end


def _first_line_title(lines: list[str]) -> tuple[int, int] | None:
    """The first line that is no number, date or order, when it is short and no sentence."""
    for index, line in enumerate(lines):
        if is_note(line) or _ORDER.match(line):
            continue
        if not could_be_title(line) or len(line) > 60:
            return None
        end = index + 1
        while end < len(lines) and end - index < 5 and _unfinished("".join(lines[index:end])) and could_be_title(lines[end]):
            end += 1
        return index, end
    return None


def _last_title_line(lines: list[str], body: bool) -> int | None:
    found = None
    least = len(lines) - _FARTHEST if body else 0
    for index, line in enumerate(lines if body else lines[:40]):
        if index < least:
            continue
        if not could_be_title(line) or not TITLE_TAIL.search(line):
            continue
        if found is None or _announces_between(lines, found, index) or (body and _stands_above_body(lines, index)):
            found = index
    return found


def _stands_above_body(lines: list[str], index: int) -> bool:
    """Whether nothing but notes stands between the line and the body."""
    after = index + 1
    while after < len(lines) and is_note(lines[after]):
        after += 1
    return after >= len(lines)


def _announces(lines: list[str], index: int) -> bool:
    """A sentence that gives a statute out (现予公布, 现印发给你们): the statute's own title comes after it."""
    line = lines[index]
    return bool(
        re.search(
            r"现予|予以公布|现将|现公布|印发|现发布|已[由经于].{2,80}通过|自.{4,14}起施行|公布|请.{0,12}(?:遵照|认真|贯彻)",
            line,
        )
    )


def _announces_between(lines: list[str], first: int, second: int) -> bool:
    """Whether a later title replaces an earlier one: something was announced, dated or numbered between them, or they adjoin."""
    between = lines[first + 1 : second]
    if not between:
        return (
            _unfinished(lines[first])
            or len(lines[first]) < 4
            or lines[first].count("《") > lines[first].count("》")
            or bool(_ABOUT.match(lines[second]))
        )
    return any(
        _announces(lines, first + 1 + offset) or _DATE_ONLY.match(line) or _ORDER.match(line)
        for offset, line in enumerate(between)
    ) or all(could_be_title(line) for line in between)


def _continues(lines: list[str], first: int, last: int) -> bool:
    """Whether the line above ``first`` belongs to the same title."""
    above, here = lines[first - 1], lines[first]
    if not could_be_title(above) or is_note(above):
        return False
    if _unfinished(above) or (above[-1] in "》〉" and ("关于" in above or above[0] in "《〈" or here[0] in "第若修实的")):
        return True
    if TITLE_TAIL.search(above) and len(above) > 3:
        return False
    return (
        first < last or bool(_ABOUT.match(above)) or bool(_ABOUT.match(here)) or bool(_ORGAN.search(above)) or len(above) >= 12
    )


_ORGAN = re.compile(r"(?:委员会|人民政府|法院|检察院|国务院|[部局厅署]|省|市|自治区)$")
