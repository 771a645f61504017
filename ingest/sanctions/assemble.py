"""Ladders by place → :class:`ingest.facts.Sanction`: the tree walked, conducts with their offenders, ids and quotes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

from ..facts import Conduct, Mention, Reference, Sanction
from ..reading import Quote, Reading
from ..units import Passage
from .ladders import ACTS, LadderFound, Span, ladders_in
from .measures import BREACH, LIABLE, MAY_HOLD, MAY_PUNISH
from .parties import PUBLIC, Chain, Parties
from .scope import is_competence, is_liability, is_liability_clause, is_sanction, is_supervision, keeps_modal
from .steps import Place, Surroundings, steps_of

_CATCH_ALL = re.compile(
    "^(?:有)?其他(?:违反|不履行|不依法|未|妨碍|违法|失职|应当|依法|法律|有|严重|侵|危害|损害|扰乱|破坏|影响|滥用|行为|情形|玩忽)"
    "|(?:法律|法规|规章|规定|本法|本条例)[^，；。]{0,12}规定的其他|(?:规定|要求)的其他(?:行为|情形|违法行为|职责|义务)"
    "|^(?:有)?违反(?:本法|本条例|本办法|本规定|本细则|本决定|法律|法律、法规|法律、行政法规|有关法律、法规)?(?:的)?(?:其他)?(?:有关|相关)?(?:规定)?(?:的)?(?:其他)?(?:违法)?(?:行为|情形)?的?$"
    "|(?:本法|本条例|本办法|本规定)(?:对此)?未(?:作)?规定(?:法律责任|处罚|处理)"
    "|^其他"
)
#: what was not found is no catch-all (且未发现其他违法情形的)
_NONE_FOUND = re.compile("(?:且|并)?(?:未发现|没有)[^，；。]*")
#: 造成第X条规定的后果: a provision that tells the harm, not what was breached
_RESULT = re.compile("规定(?:的[^，；。的]{0,8})?(?:后果|损害)")
_RESULT_OR_CASE = re.compile(_RESULT.pattern + "|规定的?情形的(?=[，：])")
_CITED = ("internal_explicit",)
_ON_CONDUCT = re.compile(
    "对(?P<c>(?:违反|未|不|擅自|拒不)[^，；。]{2,60}?的(?:行为|情形|[^，；。的]{0,8}(?:单位|个人|企业|部门|机构|经营者)|单位和个人|单位|个人|企业|部门|机构))(?=，?[^，；。]{0,12}$)"
)


#: 某机关可以将有下列情形之一的企业列入名单: who is meant stands behind the list
_OF_THOSE = re.compile("(?<=[将对把])(?:具?有|存在)(?:下列|以下)[^，；。的]{0,12}(?:之一)?的")
#: an organ that finds the breach is not who commits it (主管部门在检查中，发现存在隐患的，可以约谈…)
_FINDS = re.compile("，?(?:在[^，；。]{2,40}[中时内]，?)?[^，；。的]{0,10}?(?:发现|查明|认定)")
#: 法院对扰乱秩序的人，依法追究刑事责任: the organ acts on who did it
_PURSUES = re.compile("对[^；。]{2,80}?的(?:人|人员|单位|个人|行为)，(?:应当|可以|依法|予以)")
_AT_ONCE = re.compile("，?(?:应当)?(?:依法)?")
#: 本法规定的违法行为，由…处罚: whose office it is
_OFFICE = re.compile("(?!违反)[^，；。]{0,40}规定的[^，；。]{0,30}行为")
_WRITTEN = re.compile("应当|可以|有权|必须")
_PENAL = re.compile("处|责令|没收|吊销|给予|予以")


class Assembly:
    """The sanctions of one statute."""

    def __init__(
        self, reading: Reading, passages: tuple[Passage, ...], mentions: tuple[Mention, ...], references: tuple[Reference, ...]
    ) -> None:
        self.reading = reading
        self.passages = passages
        self.mentions: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self.mentions[mention.unit].append(mention)
        self.references = sorted(references, key=lambda reference: reference.quote.at)
        self.reference_at = [reference.quote.at for reference in self.references]
        self.parties: dict[int, Parties] = {}
        self.children: dict[int, list[int]] = defaultdict(list)
        for index, passage in enumerate(passages):
            if passage.intro is not None:
                self.children[passage.intro].append(index)
        self.has_part = any(is_liability(passage) for passage in passages)
        self.numbers: dict[str, int] = defaultdict(int)
        self.around = Surroundings(
            party=self.party,
            references=self._references,
            quote=self.quote,
            new_id=self._id,
            unit=lambda index: passages[index].unit,
        )

    def sanctions(self) -> tuple[Sanction, ...]:
        """All ladders, in text order."""
        found: list[Sanction] = []
        for index, passage in enumerate(self.passages):
            if passage.intro is None and passage.kind in ("paragraph", "preamble"):
                found.extend(self._of(index))
        return tuple(found)

    def _of(self, index: int) -> list[Sanction]:
        passage = self.passages[index]
        below = self._below(index) if index in self.children else []
        inside = is_liability(passage)
        words = [passage.text, *[self.passages[i].text for i in below]]
        measure = MAY_HOLD if inside else MAY_PUNISH
        if not any(measure.search(text) for text in words):
            return []
        if (
            not inside
            and self.has_part
            and not any("约谈" in text or "情形的，" in text or BREACH.search(text) or LIABLE.search(text) for text in words)
        ):
            return []
        ladders = ladders_in(passage.text, listed=bool(below))
        items = self._items(index, bool(ladders and ladders[-1].conducts), bool(ladders and ladders[-1].basis)) if below else []
        if not ladders and not any(ladder.steps for _, ladder in items):
            return []
        found: list[Sanction] = []
        for number, ladder in enumerate(ladders or [LadderFound(0, len(passage.text), (), None, (), None)]):
            last = number == max(len(ladders) - 1, 0)
            sanction = self._sanction(index, ladder, items if last else [], below if last else [], inside)
            if sanction:
                found.append(sanction)
        return found

    def _below(self, index: int) -> list[int]:
        """The items and subitems under a passage, in text order."""
        found: list[int] = []
        for child in self.children.get(index, ()):
            found.append(child)
            found.extend(self._below(child))
        return found

    def _items(self, index: int, has_conduct: bool, listing: bool) -> list[tuple[int, LadderFound]]:
        found = []
        for child in self._below(index):
            text = self.passages[child].text
            for ladder in ladders_in(text, listed=child in self.children, within=has_conduct):
                # an item of a list of acts names measures as acts (擅自终止共享服务): only …的，处… imposes one there
                described = bool(ladder.conducts) or any(step.condition_span for step in ladder.steps)
                if described or not listing or _PENAL.match(text, ladder.steps[0].hit.start if ladder.steps else 0):
                    found.append((child, ladder))
        return found

    def party(self, index: int) -> Parties:
        """The mentions of a passage, by place."""
        if index not in self.parties:
            passage = self.passages[index]
            self.parties[index] = Parties(passage, self.mentions.get(passage.unit, []))
        return self.parties[index]

    def quote(self, index: int, span: Span) -> Quote:
        """The words at a local span of a passage."""
        at = self.passages[index].at
        return self.reading.quote(at + span[0], at + span[1])

    def _id(self, unit: str, letter: str) -> str:
        self.numbers[unit + letter] += 1
        return f"{unit}#{letter}{self.numbers[unit + letter]}"

    # --- conducts -------------------------------------------------------------------------------------------------

    def _offender(self, index: int, span: Span) -> tuple[Chain | None, int]:
        """Who is described at the start of a conduct, and where the words after it begin."""
        text, party = self.passages[index].text, self.party(index)
        of_those = _OF_THOSE.search(text, span[0], span[1])
        if of_those:
            return party.chain_at(of_those.end(), slack=1) or party.chain_at(of_those.start()), of_those.start()
        if ACTS.match(text, span[0]):
            # 对某机构的违法行为: whose acts they are
            begin = span[0] + (2 if text.startswith("于", span[0] + 1) else 1)
            whose = party.chain_at(begin)
            named = whose is not None and text.startswith("的", whose.end)
            return (whose, whose.end + 1) if whose and named else (None, begin)
        chain = party.chain_at(span[0])
        if chain and _PURSUES.match(text, chain.end, span[1]) and all(map(PUBLIC.search, chain.actors)):
            return None, chain.end
        acts = self._last_subject(index, span, chain) if chain else None
        if acts:
            return acts, span[0]
        if chain and chain.end < span[1] and text[chain.end] not in "的之":
            place = chain.end
            while place < span[1] and text[place] in "，有":
                if text.startswith("有关", place):
                    break
                place += 1
            if text.startswith("存在", place):
                place += 2
            return chain, place
        breach = re.match("违反[^，；。]{1,60}，", text[span[0] : span[1]])
        if breach:
            after = party.chain_at(span[0] + breach.end())
            if after and after.end < span[1] and text[after.end] not in "的之":
                return after, span[0]
        if not chain:
            breach_at = text.find("违反", span[0], span[1])
            before = text[span[0] : max(breach_at, span[0])].rstrip("，")
            if 0 < len(before) <= 30 and not re.search("^(?:其他|有|对)|[，；。因内后时中在于]", before):
                return None, breach_at
        return None, span[0]

    def _last_subject(self, index: int, span: Span, first: Chain) -> Chain | None:
        """Who acts in the last clause, where the first only sets the scene (用户依法检修，供水单位扣押工具的): the subject of the breach."""
        text = self.passages[index].text
        scene, last = text.find("，", first.end, span[1]), text.rfind("，", first.end, span[1])
        if scene < 0 or BREACH.search(text, first.end, scene) or text[first.end] in "的之":
            return None
        chain = self.party(index).chain_at(last + 1)
        if chain is None or chain.end >= span[1] or text[chain.end] in "的之、和或与":
            return None
        return chain if chain.actors != first.actors else None

    def _finder(self, index: int, span: Span) -> tuple[Chain, int] | None:
        """The organ that finds what is described, and where the description of the breach itself begins."""
        chain = self.party(index).chain_at(span[0])
        if chain is None or not all(map(PUBLIC.search, chain.actors)):
            return None
        finds = _FINDS.match(self.passages[index].text, chain.end, span[1])
        return (chain, finds.end()) if finds and finds.end() < span[1] - 1 else None

    def _cited(self, index: int, span: Span) -> tuple[str, ...]:
        """The ids of the references a stretch names by number."""
        passage = self.passages[index]
        # outside the liability part 有前款规定情形的 is the case of a measure, no breach
        idle = _RESULT if is_liability(passage) or not self.has_part else _RESULT_OR_CASE
        return tuple(
            r.id
            for r in self._references(index, span)
            if r.kind in _CITED and r.targets and not idle.match(passage.text, r.quote.until - passage.at)
        )

    def _references(self, index: int, span: Span) -> list[Reference]:
        at = self.passages[index].at
        low = bisect_left(self.reference_at, at + span[0])
        high = bisect_left(self.reference_at, at + span[1])
        return self.references[low:high]

    def _conduct(self, index: int, span: Span, offender: Chain | None, cited: tuple[str, ...]) -> Conduct:
        passage = self.passages[index]
        found = self._finder(index, span)
        own, start = (None, found[1]) if found else self._offender(index, span)
        chain = own or offender
        words = passage.text[start : span[1]]
        return Conduct(
            id=self._id(passage.unit, "k"),
            unit=passage.unit,
            quote=self.quote(index, (start, span[1])),
            offenders=chain.actors if chain else (),
            offender_mentions=chain.ids if chain else (),
            cited=tuple(dict.fromkeys((*cited, *self._cited(index, span)))),
            catch_all=bool(_CATCH_ALL.search(_NONE_FOUND.sub("", words))),
            rule="conduct",
        )

    # --- one sanction -----------------------------------------------------------------------------------------------

    def _sanction(
        self, index: int, ladder: LadderFound, items: list[tuple[int, LadderFound]], below: list[int], inside: bool
    ) -> Sanction | None:
        passage = self.passages[index]
        numbers = dict(self.numbers)
        conducts: list[Conduct] = []
        by_ladder: dict[tuple[int, int], str] = {}
        offender: Chain | None = None
        cited: tuple[str, ...] = ()
        if ladder.basis:
            first = ladder.steps[0].hit.start if ladder.steps else 0
            offender, _ = self._offender(index, (ladder.basis[0], max(ladder.basis[1], first)))
            cited = self._cited(index, ladder.basis)
        for number, span in enumerate(ladder.conducts):
            # …，或者…的: the second act breaches what the first names
            again = number > 0 and re.fullmatch("[，；](?:或者|以及)", passage.text[ladder.conducts[number - 1][1] : span[0]])
            conduct = self._conduct(index, span, offender, conducts[-1].cited if again else cited)
            if number == 0 and conduct.offender_mentions:
                offender = Chain(conduct.offender_mentions, conduct.offenders, span[0], span[0])
            conducts.append(conduct)
            by_ladder[(index, number)] = conduct.id
        item_ladders = dict(items)
        listing = ladder.basis is not None and bool(below)
        for child in below:
            text = self.passages[child].text
            mini = item_ladders.get(child)
            if mini and mini.conducts:
                for number, span in enumerate(mini.conducts):
                    conducts.append(self._conduct(child, span, offender, cited))
                    by_ladder[(child, number)] = conducts[-1].id
            elif listing and not (mini and mini.steps) and child not in self.children:
                end = len(text.rstrip("；。;，、 "))
                if text[:end].endswith(("；以及", "；或者")):
                    end -= 3
                if end > 0:
                    conducts.append(self._conduct(child, (0, end), offender, cited))
        pairs = [Place(index, step) for step in ladder.steps]
        pairs += [Place(child, step) for child, mini in items for step in mini.steps]
        if not pairs:
            self.numbers.clear()
            self.numbers.update(numbers)
            return None
        if not conducts:
            made = self._fallback_conduct(index, ladder)
            if made:
                conducts.append(made)
        finder = self._finder(index, ladder.conducts[0]) if len(ladder.conducts) == 1 else None
        named = {conduct.id: conduct for conduct in conducts if conduct.offenders}
        offenders = {
            place: Chain(named[made].offender_mentions, named[made].offenders, 0, 0)
            for place, made in by_ladder.items()
            if made in named
        }
        steps = steps_of(self.around, pairs, index, by_ladder, offender, offenders, finder[0] if finder else None)
        consequence = not inside and self._at_once(pairs) and is_liability_clause(conducts, steps)
        if (not consequence and not is_sanction(inside, self.has_part, conducts, steps)) or is_competence(conducts, steps):
            self.numbers.clear()
            self.numbers.update(numbers)
            return None
        until = max([ladder.end] if not below else [len(passage.text)])
        end = max([passage.at + until, *(self.passages[child].at + len(self.passages[child].text) for child in below)])
        return Sanction(
            id=self._id(passage.unit, "s"),
            unit=passage.unit,
            quote=self.reading.quote(passage.at + ladder.start, end),
            conducts=tuple(conducts),
            steps=tuple(steps),
            savings=self.quote(index, ladder.savings) if ladder.savings else None,
            liability_part=(inside and not (finder and is_supervision(steps)))
            or (not self.has_part and not (keeps_modal(steps) and self._asked(pairs)))
            or consequence,
            rule="ladder",
        )

    def _asked(self, pairs: list[Place]) -> bool:
        """Whether a modal stands over the first measures in their clause (可以将其列入名单; 应当责令改正)."""
        texts = ((self.passages[index].text, found.hit.start) for index, found in pairs)
        return any(_WRITTEN.search(text, max(text.rfind(mark, 0, at) for mark in "，；。：") + 1, at) for text, at in texts)

    def _at_once(self, pairs: list[Place]) -> bool:
        """Whether nobody and nothing stands between …的 and the measures (…的，依法追究法律责任)."""
        return all(_AT_ONCE.fullmatch(self.passages[index].text, found.low, found.hit.start) for index, found in pairs)

    def _fallback_conduct(self, index: int, ladder: LadderFound) -> Conduct | None:
        """The conduct of a sentence without …的: 对违反本条例规定的行为予以通报; 违反本条例规定，由X责令改正."""
        text = self.passages[index].text
        first = ladder.steps[0] if ladder.steps else None
        if not first:
            return None
        match = _ON_CONDUCT.search(text, first.low, first.hit.start)
        if match:
            return self._conduct(index, (match.start("c"), match.end("c")), None, ())
        start = text.rfind("。", 0, ladder.start) + 1
        by = text.find("，由", start, first.hit.start)
        if first.condition_span:
            by = text.find("，", start, first.condition_span[0])
        elif by < 0:
            by = text.rfind("，", start, first.hit.start)
        if by <= start or not BREACH.search(text, start, by) or _OFFICE.fullmatch(text, start, by):
            return None
        return self._conduct(index, (start, by), None, ())
