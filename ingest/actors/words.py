"""The words of a clause that show where a noun phrase starts and ends: heads of names, verbs, prepositions, 的, 等 …

A longest-match scan with closed lists; whatever no list holds stays a gap (mostly nouns). One letter a kind:

``T`` head of an actor's name · ``t`` head that counts only where the sentence shows it · ``V`` verb · ``v`` verb that is as often a
noun · ``P`` preposition · ``A`` adverb · ``M`` modal word · ``C`` conjunction · ``D`` 的 · ``E`` 等 · ``Q`` determiner (其他, 有关) ·
``L`` word of level (省, 市) ·
``R`` noun of rights (合法权益) · ``N`` noun of a thing · ``B`` bracket · ``F`` word that only looks like one of the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..lexicon import lexicon
from ..verbnouns import MADE, MAKING

#: (kind, start, end)
Word = tuple[str, int, int]

_actors = lexicon("actors")
_grammar = lexicon("grammar")
_verbs = lexicon("verbs")
_adverbials = lexicon("adverbials")

#: head of a name → kind of actor
KINDS: dict[str, str] = {word: kind for kind, words in _actors["tails"].items() for word in words.split()}
DETERMINERS = " ".join(_actors["modifiers"][key] for key in ("drop", "relevant", "other")).split()


def _classes() -> dict[str, str]:
    """Every listed word with its kind; a later line overrules an earlier one."""
    found: dict[str, str] = {}
    for kind, words in (
        ("N", _grammar["things"]),
        ("F", _grammar["guards"]),
        ("F", _grammar["nouns"]),
        ("L", _actors["heads"]["levels"]),
        ("V", " ".join(word for word in _verbs["main"].split() if len(word) > 1)),
        ("V", _grammar["verbs"]),
        ("v", _verbs["nominal"]),
        ("A", " ".join(word for word in _adverbials["adverbs"] if len(word) > 1 and word not in ("其他", "负责", "有权"))),
        ("A", _grammar["adverbs"]),
        ("P", _grammar["prepositions"]),
        ("C", _grammar["conjunctions"]),
        ("R", _grammar["rights"]),
        ("t", _actors["heads"]["weak"]),
        ("T", " ".join(_actors["tails"].values())),
        ("F", _actors["not_actors"]["words"]),
        ("F", _actors["not_actors"]["seams"]),
        ("M", _grammar["modals"]),
    ):
        for word in words.split():
            if kind != "F" or found.get(word, "N") in "NFTt":
                found[word] = kind
    for word in _actors["heads"]["intransitive"].split():
        found.setdefault(word, "V")
    for word in lexicon("roles")["words"]["personal"].split():
        if found.get(word, "F") == "F":
            found[word] = "V"  # 强令|职工
    for word in DETERMINERS:
        if found.get(word) != "T":
            found[word] = "Q"
    found["其"] = "Q"
    found["的"], found["等"] = "D", "E"
    for word in _actors["fields"]["whole"].split():
        found[word] = "F"
    for word in ("可以", "由于"):
        found[word] = "M" if word == "可以" else "P"
    return found


#: second heads in brackets (屠宰厂（场）)
ALTERNATES = frozenset(_actors["heads"]["alternate"].split())
_CLOSING = {"（": "）", "《": "》", "“": "”", "〈": "〉"}
#: words of two kinds, told apart by what stands around them
_TWO_FACED = frozenset(("组织", "代表", "主管", "及其", "接受", *_actors["not_actors"]["quantified"].split())) | frozenset(
    _grammar["attributive"].split()
)
_TOGETHER = frozenset(
    ("人民", "人体", "人类", "部门", "部分", "部署", "部队", "部位", "部件", "部级", "部长", "商品")
)  # 申请|人民法院, 交通|部门
_QUANTIFIED = frozenset(_actors["not_actors"]["quantified"].split())
_QUANTITIES = ("任何", "各", "其他", "有关", "相关")
_QUANTITY_ENDS = ("和", "、", "或", "及", "以及", "与", "不得", "应当", "均", "都", "可以")
#: verbs that make a kind of unit with the head behind them (建设单位, 提供部门)
OCCUPATIONS = frozenset(" ".join((_verbs["nominal"], _grammar["occupations"], _actors["heads"]["intransitive"])).split())
UNIT_ENDS = tuple(_grammar["units"].split())


#: the last characters of terms for persons, which no thing ends with (排水户)
_PERSONS = frozenset("人者户员方商")


class Vocabulary:
    """Words with their kinds, indexed for longest match. ``with_names`` adds the names a statute defines (保护工作部门)."""

    __slots__ = ("classes", "own", "single", "starts")

    def __init__(self, classes: dict[str, str]) -> None:
        self.classes = classes
        #: the ends of names that end like no other head (排水户); see :data:`ENDING`
        self.own: re.Pattern[str] | None = None
        self.single = {word: kind for word, kind in classes.items() if len(word) == 1} | dict.fromkeys(_CLOSING, "(")
        #: first two characters → the kind of the only word they start, when they are that word and of one kind always, else the
        #: lengths of the words they start, longest first
        self.starts: dict[str, str | tuple[int, ...]] = {}
        for word in classes:
            if len(word) > 1:
                self._index(word)

    def _index(self, word: str) -> None:
        pair = word[:2]
        known = self.starts.get(pair, ())
        lengths = {2 if isinstance(known, str) else len(word), len(word), *(() if isinstance(known, str) else known)}
        plain = lengths == {2} and pair not in _TWO_FACED and not (self.classes[pair] == "T" and pair[1] == "人")
        self.starts[pair] = self.classes[pair] if plain else tuple(sorted(lengths, reverse=True))

    def with_names(self, names: list[str]) -> Vocabulary:
        """This vocabulary and the names, as heads of actors' names."""
        fresh = [name for name in names if len(name) > 1 and self.classes.get(name) != "T"]
        if not fresh:
            return self
        other = object.__new__(Vocabulary)
        other.classes, other.single, other.starts = {**self.classes}, self.single, {**self.starts}
        for name in fresh:
            other.classes[name] = "T"
            other._index(name)
        unlike = [re.escape(name) for name in fresh if name[-1] in _PERSONS and not ENDING.search(name[-2:])]
        other.own = re.compile("|".join(unlike)) if unlike else None
        return other


CLASS = _classes()
_verbal = frozenset(word for word, kind in CLASS.items() if kind in "Vv" and len(word) == 2)
GENERAL = Vocabulary(CLASS)


def _endings() -> re.Pattern[str]:
    """The last two characters of every sure head, led by the last one: few characters of a text are one, so most are skipped at once."""
    before: dict[str, set[str]] = {}
    for word, kind in CLASS.items():
        if kind == "T":
            before.setdefault(word[-1], set()).add(word[-2])
    by_use = sorted(before.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return re.compile(
        "|".join(
            [f"{last}(?<=[{''.join(sorted(first))}]{last})" for last, first in by_use]
            + [f"）(?<=[区道居镇乡木{''.join(sorted({word[-1] for word in ALTERNATES}))}]）)", "象(?<=对象)"]
        )
    )


#: a cheap sign that a sure head may end here; without one a clause names nobody, unless a doubtful one stands before its modal
ENDING = _endings()
DOUBTFUL = re.compile(f"[{''.join(sorted(word[-1] for word, kind in CLASS.items() if kind == 't'))}]")


def words(text: str, start: int, end: int, vocabulary: Vocabulary = GENERAL) -> list[Word]:
    """The listed words between two offsets, in order and without overlap."""
    found: list[Word] = []
    later: list[int] = []
    add = found.append
    at = start
    starts, classes = vocabulary.starts.get, vocabulary.classes.get
    single = vocabulary.single.get
    last = end - 1
    while at < last:
        pair = text[at : at + 2]
        lengths = starts(pair)
        if lengths is None:
            kind = single(pair[0])
            if kind is not None:
                if kind == "(":
                    at = _enclosed(text, at, end, found)
                    continue
                if pair[0] == "被" and (named := _passive(text, start, at, end, found, classes)):
                    add(("T", at, named))
                    at = named
                    continue
                if kind == "t" and pair[0] in _SUFFERERS and _names(text, start, at, found):
                    kind = "T"  # 进口|商
                add((kind, at, at + 1))
            elif pair[0] == "可" and text[at + 1 : at + 3] in _verbal:
                add(("M", at, at + 1))
            elif pair[0] == "受" and _COMMISSIONED.match(text, at, end):
                add(("P", at, at + 1))
            at += 1
            continue
        if isinstance(lengths, str):
            if lengths in "Vv" and text[at + 2 : at + 3] in MAKING and MADE.match(text, at + 2, end):
                add(("F", at, at + 3))
                at += 3
                continue
            add((lengths, at, at + 2))
            at += 2
            continue
        for length in lengths:
            kind = classes(pair if length == 2 else text[at : at + length])
            if kind is not None and at + length <= end:
                if kind in "TF" and text[at + length - 1] in _JOINERS and _across(text, at, length, kind):
                    continue
                if length == 2 and pair in _TWO_FACED:
                    if pair in _QUANTIFIED:
                        if text.endswith(_QUANTITIES, start, at) and text.startswith(_QUANTITY_ENDS, at + 2):
                            kind = "T"
                    elif pair == "接受":
                        if _COMMISSIONED.match(text, at + 1, end):
                            kind = "P"
                    elif kind == "A":
                        later.append(len(found))
                    elif pair != "及其":
                        kind = _face(pair, found, at, text[at + 2 : at + 6])
                    elif text[at + 2 : at + 3] in _NOT_ITS:
                        length = 1
                if kind in "Vv" and length == 2 and text[at + 2 : at + 3] in MAKING and MADE.match(text, at + 2, end):
                    kind, length = "F", 3
                add((kind, at, at + length))
                at += length
                break
        else:
            kind = single(pair[0])
            if kind is not None:
                if kind == "(":
                    at = _enclosed(text, at, end, found)
                    continue
                if kind == "t" and pair[0] in _SUFFERERS and _names(text, start, at, found):
                    kind = "T"
                add((kind, at, at + 1))
            at += 1
    if at == last:
        kind = single(text[at])
        if kind == "t" and text[at] in _SUFFERERS and _names(text, start, at, found):
            kind = "T"
        if kind is not None and kind != "(":
            add((kind, at, end))
    for place in later:
        if _qualifies(text, found, place):
            found[place] = ("F", *found[place][1:])
    return found


_SUFFERERS = frozenset(_actors["heads"]["suffixes"].split())


def _names(text: str, start: int, at: int, before: list[Word]) -> bool:
    """进口|商, 旅游|者: does the last character of a name stand behind a verb, or 者 behind an unknown word?"""
    if before and before[-1][2] == at:
        return before[-1][0] in "Vv"
    return text[at] == "者" and at - start > 1 and text[at - 1] not in _ORDINALS and (not before or at - before[-1][2] > 1)


_ORDINALS = frozenset("或前后两二三再")


_JOINERS = frozenset("人部商")


def _across(text: str, at: int, length: int, kind: str) -> bool:
    """申请|人民法院, 交通|部门, 设立|人工智能: does the last character of the word begin the next one?"""
    last = at + length - 1
    if text[last : last + 2] in _TOGETHER:
        return kind == "T" or length == 3
    return kind == "T" and text.startswith("人工智能", last)


def _passive(text: str, start: int, at: int, end: int, before: list[Word], classes: Callable[[str], str | None]) -> int:
    """被收集者, 被检查对象: where the name of whoever suffers the verb ends; 0 when 被 opens a clause (信息被|经营者收集)."""
    if at + 4 > end or classes(text[at + 1 : at + 3]) not in ("V", "v"):
        return 0
    if at > start and not (before and before[-1][2] == at and before[-1][0] in "PCVvMDQ"):
        return 0
    if text.startswith("对象", at + 3):
        return at + 5
    if text[at + 3] in _SUFFERERS and classes(text[at + 3 : at + 5]) not in ("T", "F", "N", "V", "v"):
        return at + 4
    return 0


#: 受患者|委托
_COMMISSIONED = re.compile("受(?!委托|送达|聘|邀|让|理|托)[^，；。、的]{2,16}(?:委托|指派|邀请|聘请)")


def _qualifies(text: str, found: list[Word], place: int) -> bool:
    """专门|安全管理机构, 重点|排污单位: an adverb before a noun that runs to a head of a name without predicate belongs to the name."""
    for k in range(place + 1, min(len(found), place + 5)):
        kind, at, end = found[k]
        if kind in "Tt":
            return kind == "T"
        if kind in "Vv":
            head = found[k + 1] if k + 1 < len(found) else ("", 0, 0)
            if (
                head[0] != "T"
                or head[1] != end
                or text[at:end] not in OCCUPATIONS
                or not text.endswith(UNIT_ENDS, end, head[2])
            ):
                return False
        elif kind not in "NFLR":
            return False
    return False


def _enclosed(text: str, at: int, end: int, found: list[Word]) -> int:
    """Behind what the mark at ``at`` encloses, which is one word; behind the mark alone when nothing closes it."""
    close = text.find(_CLOSING[text[at]], at, end)
    if close > 0:
        if (
            found
            and found[-1][2] == at
            and found[-1][0] in "Tt"
            and text[at + 1 : close] in ALTERNATES
            and not text.endswith(("部门", "单位", "机构", "机关"), found[-1][1], at)
        ):
            gone = found[-1][0] == "t" and text[found[-1][1] - 1 : found[-1][1]] in _MOVES  # 车辆出|场（站）
            found[-1] = ("t" if gone else "T", found[-1][1], close + 1)  # 屠宰|厂（场）: two words for one head
        else:
            found.append(("B" if text[at] == "（" else "N", at, close + 1))
        at = close
    return at + 1


#: verbs of one character with a place behind them
_MOVES = frozenset("出进入离到回在")
_NOT_ITS = frozenset(("他", "它", "余"))
#: what makes a verb of the 组织 before it (加强…的组织实施)
_ORGANISED = frozenset(_grammar["organised"].split())


_MODAL = frozenset(("应当", "不得", "可以", "有权", "必须"))
_REPRESENTED = frozenset(("集体", "国家", "本级", "本单", "公司", "法人", "股东", "职工", "其他"))


def _face(word: str, before: list[Word], at: int, behind: str) -> str:
    """组织 and 代表 are verbs behind a name or a modal and nouns behind 的, 其他, a noun or another actor and a conjunction."""
    if word == "组织" and before and before[-1][0] == "Q" and before[-1][2] == at:
        return "T"  # 其他|组织|开展…
    if word == "主管" or (word == "组织" and behind[:2] in _ORGANISED):
        return "v"
    if not before:
        return "T" if word == "代表" else "V"
    kind, _, end = before[-1]
    if end < at:
        return "T"
    if (
        word == "组织"
        and kind == "T"
        and end == at
        and (behind[:2] in _MODAL or (behind[:1] == "、" and behind[1:3] not in _verbal))
    ):
        return "T"  # 社区|组织|、业主委员会
    if word == "组织" and kind == "N" and behind[:2] in _verbal:
        return "V"
    if kind == "C":
        return "T" if len(before) > 1 and before[-2][0] in "TD" and before[-2][2] == before[-1][1] else "V"
    if word == "代表" and kind == "T" and behind[:2] in _REPRESENTED:
        return "V"  # 集体经济组织|代表|集体行使
    if word == "代表":
        return "v" if kind in "MAP" else "T"
    return "T" if kind in "DQNFBE" else "V"
