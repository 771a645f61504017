"""What a conduct says it breaches: an act, a duty by its name (未履行…职责), dereliction (玩忽职守), whatever else the statute asks
(违反本条例规定的其他行为), or nothing that stands in this statute."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice, zip_longest
from typing import Any, Literal, NamedTuple

from ..facts import Conduct, Sanction
from ..lexicon import lexicon

Kind = Literal["act", "duty", "dereliction", "rest", "nothing"]


class Breach(NamedTuple):
    """``matter`` is what the duty named or the office neglected is about; ``limbs`` are the acts of an act joined by 或者, each whole;
    ``at_large``: 本法规定的…义务, any duty the statute lays on the offender; ``office``: 职责, not 义务; ``neglect``: the rest of a list of
    misconduct in office (其他玩忽职守…行为)."""

    kind: Kind
    matter: str = ""
    limbs: tuple[str, ...] = ()
    at_large: bool = False
    office: bool = False
    neglect: bool = False


#: 有前款行为的: no words of its own
_ONLY_CITES = re.compile(
    "^[^，；。]{0,10}(?:(?:前|本|上述)[^，；。]{0,12}|[一二三四五六七八九十、第项至]{2,20}项?)(?:行为|情形|规定|罪)(?:之一)?的?$"
    "|^[^，；。]{0,10}犯[^，；。]{0,60}(?:规定之|款|前款|上述)罪的?$"
)
#: a consequence of having been punished, or what an inspection finds, breaches nothing
_STATUS = re.compile(
    "受到[^，；。]{0,24}(?:处罚|处分|刑罚|追究)|被(?:依法)?(?:判处|吊销|撤销|处罚|追究|取缔)|存在[^，；。]{0,20}(?:风险|隐患)(?:的?$|或者发生)|[条款项]规定的?情形的$"
    "|^对[^，；。]{4,80}的(?:地区|区域|流域|行业|地方)(?:、[^，；。]{2,12}|和[^，；。]{2,12}){0,3}$"
)
#: what was broken is a contract, or other law
_OUTSIDE = re.compile(
    "^(?:[^，；。]{2,40}(?<!以及))?违反(?:有关|国家)?(?:法律|行政法规|法规|[、和]|国家有关规定)+(?:有关|关于|对)?[^，；。]{0,40}?(?:的?规定|义务)?的?$"
    "|^(?:有)?本(?:法|条例|办法|规定|细则)规定的[^，；。]{0,30}违法行为的?$"
    "|(?:不履行|违反|不符合|未按照?)[^，；。]{0,12}(?:合同|协议|约定)[^，；。]{0,10}$"
)
#: only the harm is told, not the act
_HARM = re.compile("^[^，；。]{0,12}(?:给|对|致使?|造成|侵害)[^，；。]{0,30}(?:损害|损失|伤害|死亡)的?$")
_DONE_HARM = re.compile("(?:给|对)[^，；。]{1,16}造成|造成|致使|导致")
#: 未(依法、按照规定)履行…职责
_FRAME = re.compile(
    "(?:未|不|没有|怠于|拒不|拒绝)(?:能够?|正确|全面|认真|严格|及时|有效|切实|完全|充分|依法|或者不|依照[^，；。]{0,10}?规定"
    "|按照?[^，；。]{0,10}?(?:规定|要求|职责)|对[^，；。]{2,40}?|在[^，；。]{2,12}?内){0,3}"
    "(?:履行|落实|承担|尽到?)(?P<what>[^，；。]{0,40}?)(?P<noun>职责|义务|责任)(?:的|或者|及|、|，|$|致使|造成|导致|不)"
)
#: 违反本法有关劳务派遣规定的: every duty of that matter
_PROVISIONS_ON = re.compile(
    "^(?:[^，；。]{2,30})?违反本(?:法|条例|办法|规定|细则)(?:有关|关于)(?P<matter>[^，；。的]{2,20})(?:的)?规定的?$"
)
_DERELICTION = re.compile("玩忽职守|滥用职权|徇私(?:舞弊|枉法)|失职|渎职")
#: what is told beside it, but no act
_AFTER_OFFICE = re.compile(
    "造成|致使|导致|情节|尚|构成|依照|履行[^，；。]{0,30}职责的|[^，；。]{0,40}(?:工作|主管|负责)?人员$|在[^，；。]{0,30}(?:中|时|过程)$|.{0,5}$"
)
_OFFICE = re.compile("(?:履行|负有|负责|承担|从事|在)(?P<what>[^，；。]{2,30}?)(?:职责|工作|活动|过程|中(?=[，、玩滥徇失]))")
_AT_LARGE = re.compile("(?:本法|本条例|本办法|本规定|本细则)[^，；。]{0,4}规定的?")
#: 第X条、第Y条规定的…义务: the duties by number, and their common name
_NUMBERED = re.compile("^[^，；。]{0,8}第[^，；。的]{1,40}规定的")
_ANY = re.compile("(?:所?承诺|所?承担|应当履行|依法承担)的|法定|应尽|相应|相关|有关|其他|各自|规定")
#: the catch-all of this statute, not of other laws
_REST = re.compile(
    "^(?:有|其他)*违反本(?:法|条例|办法|规定|细则)(?:的)?(?:有关)?规定(?:的?(?:其他|的)*(?:行为|情形)(?:的|之一)*|的)$"
)
_NEGATED = re.compile("未(?!成年)|(?<!得)不予?(?!正当|得|合理|同|良|法)|拒不|擅自|没有|无法")
_LEFT_UNDONE = re.compile("未|不|拒不|没有")
#: 未取得许可证组织施工: the act stands behind what was lacking
HAVING = re.compile("取得|获得|办理|领取|具备|符合|经")
#: what one must have before an act: the act follows
LACKING = re.compile("^(?:没有|无[证照]|未经|未取得|未获得|未办理|未领取|不具备|不符合)")
_UNPERMITTED = re.compile("未经(?:批准|许可|同意|授权)，?(?:擅自)?")
#: without the leave one must have; 擅自 alone is said of other wilful acts too
_WITHOUT_LEAVE = re.compile(
    "未经[^，；。]{0,24}(?:批准|许可|同意|核准|审批|审查|授权)|(?:未|没有)(?:依法)?(?:取得|获得|办理|领取)[^，；。]{0,24}(?:证|许可|批准|资格|资质|审批|手续)|无证"
)
_PAPER = re.compile(
    "(?:未|没有)(?:依法)?(?:取得|获得|办理|领取)(?P<what>[^，；。]{2,24}?(?:许可证|证书|执照|证件|证|批准文件|资质|资格|手续))"
)
#: 允许带入…: who lets it happen does it
_LETTING = re.compile("^(?:允许|容许|纵容|默许|放任)")
_JOINT = re.compile("[，；]或者|或者(?=未(?!成年)|不|拒不|擅自|没有|违反)|[，；](?=未(?!成年)|不(?!正当|得|合理)|拒不|擅自)")
#: 按照规定报告: the act is behind it
_BASIS = re.compile(
    "^(?:及时)?(?:按照?|依照|依据|根据|依)[^，；。]{0,24}?(?:规定|要求|约定|标准|程序|期限|法)(?:的(?:期限|程序|方式|时间|要求))?"
)
#: 未按照R进行V, 超出R: the rules R that were not kept
_RULES = "(?:规范|规程|标准|要求|制度|规则|程序|范围|期限|方案|计划|有效期)"
_NOT_BY = re.compile(
    "(?:(?:未|不|没有)(?:严格)?(?:按照|依照|遵守|符合|执行)|超出|超越|违反)"
    f"(?P<rules>[^，；。]{{4,60}}?{_RULES}(?:[、和及][^，；。、和及]{{2,12}}?{_RULES}){{0,4}})"
)
#: how the act is answered otherwise, no word of the act
_UNLESS = re.compile("，?尚?(?:不|未)?构成(?:犯罪|违反治安管理行为)的?")
#: a clause that tells a consequence or a circumstance, no act of its own
_AFTER = re.compile("造成|致使|导致|情节|严重|危害|危及|影响|足以|尚|经|逾期|且|并|后果|数额|构成|有|从而|妨碍|或者$")
#: most conducts name few acts; the rest of a longer one is read as a whole
_LIMBS = 8


@cache
def _lists() -> dict[str, Any]:
    return lexicon("paraphrase")


@cache
def _stripped() -> re.Pattern[str]:
    return re.compile("|".join(_lists()["strip"]))


def bare(text: str) -> str:
    """The words without what makes them a breach or a citation (未按照规定, 违反本条例规定, 擅自), and without formulas (采取必要措施)."""
    return _stripped().sub("，", text)


def only_cites(conduct: Conduct) -> bool:
    """Whether the conduct is 有前款行为的: the acts of another provision, none of its own."""
    return bool(conduct.cited) and bool(_ONLY_CITES.match(conduct.quote.text))


def breach_of(conduct: Conduct, sanction: Sanction) -> Breach:
    """What the words of a conduct say is breached."""
    words = _UNLESS.sub("", conduct.quote.text)
    if conduct.catch_all:
        neglect = _DERELICTION.search(words) is not None
        rest = sanction.liability_part and conduct.offenders and (neglect or (_REST.match(words) and _answered(sanction)))
        return Breach("rest" if rest else "nothing", neglect=neglect)
    if _breaches_nothing(words, sanction) or only_cites(conduct):
        return Breach("nothing")
    if framed := _FRAME.search(words):
        named = _NUMBERED.sub("", framed["what"])
        matter = _ANY.sub("", _AT_LARGE.sub("", named))
        return Breach("duty", matter, at_large=bool(_AT_LARGE.search(framed[0])), office=framed["noun"] == "职责")
    if about := _PROVISIONS_ON.match(words):
        return Breach("duty", about["matter"], office=True)
    if _DERELICTION.search(words):
        clauses = [clause for clause in words.split("，") if clause and not _DERELICTION.search(clause)]
        acts = [clause for clause in clauses if not _AFTER_OFFICE.match(clause)]
        return Breach("dereliction", _office(words, conduct.offenders), limbs_of("，".join(acts)) if acts else ())
    return Breach("act", limbs=limbs_of(words))


def _breaches_nothing(words: str, sanction: Sanction) -> bool:
    """Whether a conduct is no breach of a duty stated here: a status, other law or a contract, harm without an act, or an offence with
    its own punishment (处…徒刑)."""
    own_offence = all(step.measure == "criminal" and step.quote.text.startswith("处") for step in sanction.steps)
    return own_offence or any(pattern.search(words) for pattern in (_STATUS, _OUTSIDE, _HARM))


def _answered(sanction: Sanction) -> bool:
    """Whether a measure answers the breach itself, not only the harm it did."""
    return any(step.measure not in ("civil_liability", "criminal") for step in sanction.steps)


def _office(words: str, offenders: tuple[str, ...]) -> str:
    """The matter of the office that was neglected: 负有市场监督管理职责的部门的工作人员, 在征兵工作中; empty when none is named."""
    for text in (words, *offenders):
        if (found := _OFFICE.search(text)) is not None:
            return found["what"]
    return ""


def limbs_of(words: str) -> tuple[str, ...]:
    """The acts of a conduct joined by 或者, each with the scene that was set before the first (发生合并的，未…，或者未…)."""
    found = [match for match in _JOINT.finditer(words) if not _is_one_act(words, match)]
    ends = [match.start() for match in found] + [len(words)]
    parts = [
        part for begin, end in zip([0, *(match.end() for match in found)], ends, strict=True) if (part := words[begin:end])
    ]
    joints = [match[0] for match in found]
    if len(parts) < 2 or len(parts) > _LIMBS or len(parts) != len(joints) + 1:
        return _after_omission(words)
    scene = ""
    lead, comma, _ = parts[0].partition("，")
    if comma and _WITHOUT_LEAVE.fullmatch(lead):
        parts[1:] = [part if _NEGATED.search(part) else lead + "，" + part for part in parts[1:]]
    if not _NEGATED.search(parts[0]) and "或者" not in joints[0]:
        scene, parts = parts[0] + "，", parts[1:]
    return tuple(limb for part in parts for limb in _after_omission(scene + part))


def _is_one_act(words: str, joint: re.Match[str]) -> bool:
    """未取得许可证，擅自航行 is one act, told by what was lacking and what was done."""
    before = words[max(joint.start() - 40, 0) : joint.start()].rpartition("，")[2]
    return joint[0] == "，" and words.startswith("擅自", joint.end()) and _WITHOUT_LEAVE.search(before) is not None


def _after_omission(words: str) -> tuple[str, ...]:
    """An omission and the acts told behind it: 不符合安全要求，实施虚假宣传，滥用支配地位."""
    clauses = words.split("，")
    first = next((k for k, clause in enumerate(clauses) if _NEGATED.search(clause)), None)
    if (
        first is None
        or len(clauses) - first > _LIMBS
        or LACKING.match(clauses[first])
        or _WITHOUT_LEAVE.search(clauses[first])
        or "无法" in clauses[first]
    ):
        return (words,)
    if any(_AFTER.match(clause) for clause in clauses[first + 1 :]):
        return (words,)
    return ("，".join(clauses[: first + 1]), *clauses[first + 1 :])


def papers_of(words: str) -> list[str]:
    """The papers an act was done without (未取得建设工程规划许可证); those told by no name of their own (许可证) are left out."""
    return [found["what"] for found in islice(_PAPER.finditer(words), _LIMBS) if len(found["what"]) > 3]


def basis_of(words: str) -> str:
    """The rules an act was not done by (技术规范和操作规程), empty where none are told."""
    found = _NOT_BY.search(words)
    return found["rules"].rpartition("规定的")[2] if found else ""


def without_leave(words: str) -> bool:
    """Whether something was done without the leave one must have (未经批准, 未取得…许可证)."""
    return _WITHOUT_LEAVE.search(words) is not None


def is_negated(words: str) -> bool:
    """Whether something was left undone or done without leave (未, 不, 擅自)."""
    return _NEGATED.search(words) is not None


class Act(NamedTuple):
    """The words of one act; ``omitted``: it was left undone."""

    words: str
    omitted: bool = False


def acts_of(words: str) -> list[Act]:
    """The stretches that tell what was done or left undone, without the scene (发生合并的，) and without what is told of things (汇聚的数据)."""
    clauses = [clause for clause in _UNPERMITTED.sub("擅自", words).split("，") if clause]
    first = next((k for k, clause in enumerate(clauses) if _NEGATED.search(clause)), None)
    if first is None:
        acts = [clause for clause in clauses if not _DONE_HARM.match(clause)] or clauses
        return [Act(_LETTING.sub("", clause)) for clause in acts]
    found: list[Act] = []
    for clause in clauses[first:]:
        negators = list(islice(_NEGATED.finditer(clause), _LIMBS))
        if not negators:
            found.append(Act(clause))
        for negator, following in zip_longest(negators, negators[1:]):
            told = _BASIS.sub("", clause[negator.end() : following.start() if following else len(clause)]).rstrip("的")
            if not told and negator[0] == "擅自":  # 采集样本未经批准的
                told = clause[: negator.start()]
            omitted = bool(_LEFT_UNDONE.match(negator[0])) and not HAVING.match(told)
            found.append(Act(told, omitted))
            if "的" in told and negator.start():  # 雇用不符合条件的人员上岗: what is told of a thing, between the verbs
                found += [Act(clause[: negator.start()]), Act(told.rpartition("的")[2])]
    return [act for act in found if act.words]
