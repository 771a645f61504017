"""What counts as a sanction: everything in the liability part, elsewhere only an adverse measure that answers a breach."""

from __future__ import annotations

import re
from functools import lru_cache

from ..facts import Conduct, Step
from ..units import Passage
from .measures import BREACH

#: headings of the part of a statute that holds its 罚则
_LIABILITY_HEADING = re.compile(
    "法律责任|罚则|责任追究|惩处|惩戒|^处罚$|^(?:奖励|表彰|奖惩)?(?:与|和)?(?:处罚|惩罚|处分)$|奖惩|奖罚|违法责任|处罚规则"
)
#: penalties proper: in a statute without a liability part, a described act with one of them is a sanction
_PENALTIES = frozenset(
    {
        "fine", "disciplinary", "criminal", "confiscation", "warning", "detention", "licence_revocation", "licence_suspension", "public_security",
        "suspension", "closure", "downgrade", "disqualification",
    }
)  # fmt: skip
_RULE_BROKEN = re.compile("违反(?:前[款条]|本[法条]|第|本(?:条例|办法|规定)|法律|法规)")
_CASE = re.compile("(?:前[款条]|第[^，；。]{1,12}[款条项])规定的?情形的$")
_STATUS = frozenset({"blacklist", "licence_revocation", "licence_suspension", "disqualification"})
#: of itself no penalty: hearings and works are paused too
_PAUSES = re.compile("暂停|停止|中止")
_CONSEQUENCES = frozenset({"referral_penalty", "criminal", "disciplinary"})
_SUPERVISES = frozenset({"interview", "notice_rectify"})
_HARM = re.compile(BREACH.pattern + "|损害|危害|侵害|侵犯|造成|构成")
_CORRECTS = re.compile("改正|整改|纠正|停止|停|消除|恢复|拆除|撤销|补|退|履行|治理|限期|关闭|采取措施")
_OUTSIDE_KINDS = frozenset(
    {
        "notice_rectify", "order_rectify", "warning", "public_notice", "fine", "confiscation", "suspension", "licence_suspension",
        "licence_revocation", "downgrade", "closure", "blacklist", "interview", "access_suspension", "access_termination", "disciplinary",
        "disqualification", "restriction", "demolition",
    }
)  # fmt: skip


def is_liability(passage: Passage) -> bool:
    """Whether the passage stands in the part of the statute that holds its 罚则, by the heading above it."""
    return passage.chapter_heading is not None and _is_liability_heading(passage.chapter_heading)


@lru_cache(maxsize=1024)
def _is_liability_heading(heading: str) -> bool:
    return bool(_LIABILITY_HEADING.search("".join(heading.split())))


def is_sanction(inside: bool, has_part: bool, conducts: list[Conduct], steps: list[Step]) -> bool:
    """Whether a ladder is one: in the liability part always; elsewhere only a measure that answers a breach and has its author."""
    if inside:
        return True
    if not conducts:
        return False
    if not has_part and any(step.measure in _PENALTIES and not _PAUSES.match(step.quote.text) for step in steps):
        # a statute without such a part: a described act and a penalty
        return True
    if all(step.measure in _CONSEQUENCES for step in steps):
        # 违反前款规定的，依照有关法律给予处罚: a ladder wherever it stands
        return any(_RULE_BROKEN.search(conduct.quote.text) for conduct in conducts) and any(
            "罚" in step.quote.text or step.measure != "referral_penalty" for step in steps
        )
    if any(step.measure == "interview" and step.enforcers for step in steps):
        return True  # a talk answers a risk as well
    if any(_CASE.search(conduct.quote.text) for conduct in conducts):
        # 有前款规定情形的，可以将其列入名单
        return any(step.measure in _STATUS and is_adverse(step) for step in steps)
    return any(BREACH.search(conduct.quote.text) for conduct in conducts) and any(is_adverse(step) for step in steps)


def is_liability_clause(conducts: list[Conduct], steps: list[Step]) -> bool:
    """Whether a ladder says no more than that a breach or harm has legal consequences (损害公共利益的，依法追究法律责任)."""
    return all(step.measure in _CONSEQUENCES and step.quote.text.startswith("追究") for step in steps) and any(
        _HARM.search(conduct.quote.text) for conduct in conducts
    )


def is_competence(conducts: list[Conduct], steps: list[Step]) -> bool:
    """Whether a ladder without any act only says whose office punishing is (本法规定的行政处罚，由某机关实施)."""
    return not conducts and all(
        step.measure == "referral_penalty" and step.condition in ("base", "further_act") for step in steps
    )


def keeps_modal(steps: list[Step]) -> bool:
    """Whether a ladder outside a liability part imposes no penalty proper: what may or must be done stays a power or a duty."""
    return not any(step.measure in _PENALTIES for step in steps)


def is_supervision(steps: list[Step]) -> bool:
    """Whether all measures are talks and requests to mend: a power of supervision, also where it stands among the 罚则."""
    return all(step.measure in _SUPERVISES and step.enforcers for step in steps)


def is_adverse(step: Step) -> bool:
    """Whether a step outside the liability part is a measure against a breach: imposed by an organ, no order of procedure."""
    if step.measure not in _OUTSIDE_KINDS or not (step.enforcers or step.measure == "blacklist"):
        return False
    if step.quote.text.startswith(("查封", "扣押")):
        return False  # a power of inspection
    if any(actor.endswith("法院") for actor in step.enforcers):
        return step.measure in ("fine", "detention")
    if step.measure == "public_notice":
        return "通报" in step.quote.text or "曝光" in step.quote.text
    return step.measure != "order_rectify" or bool(_CORRECTS.search(step.quote.text))
