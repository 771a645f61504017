"""Whose act 谁的行为: is whoever a condition names also the one its consequence binds?

消费者投诉的，应当及时处理 binds whoever receives complaints; 供水企业检修管道的，应当通知用户 binds the one who repairs. Told from what the
condition says somebody does and from the act behind the modal; a doubtful one is not asserted.
"""

from __future__ import annotations

import re

import msgspec

from ..triggers import Trigger
from .canonical import kind_of
from .nouns import Noun
from .words import ENDING

_RESPONSIVE = re.compile(
    "(?:受理|审查|审核|审批|核实|核查|办理|答复|处理|立案|颁发|核发|批准|准予|予以|作出|出具|组织|告知|书面告知|通知|及时|依法|登记|制止|调查|查处|责令|协调|受理)"
)
_PRIVATE = frozenset(("enterprise", "market_entity", "association", "organisation", "person", "other"))
#: kinds of actors that hold public power
PUBLIC = frozenset(("state", "government", "department"))


class Agent(msgspec.Struct, frozen=True, gc=False):
    """Somebody who acts in a sentence. ``does``: the words behind it in its clause, when no modal binds it there."""

    nouns: tuple[Noun, ...]
    does: str = ""


def acts_itself(text: str, condition: Agent, main: Agent | None, trigger: Trigger) -> bool:
    """Is the subject of the condition also the one bound? Not when it asks and somebody else answers (消费者投诉的，应当及时处理)."""
    if _TOWARDS.fullmatch(condition.does):
        return True  # 管理机构|对拒绝检查的企业，可以…
    if trigger.modality == "prohibition" and BARRED.match(text, trigger.end):
        return True  # 有下列情形之一的，不得|申请…
    if _TO_IT.match(text, trigger.end) and not ENDING.search(text, condition.nouns[-1].end, trigger.start):
        return False  # 信息主体有失信行为的，应当|将其列入名单
    private = kind_of(name_of(text, condition)) in _PRIVATE
    if private and (_RULED.match(text, trigger.start) or (_IS.fullmatch(condition.does) and _SERVED.match(text, trigger.end))):
        return False
    if private and _ASKS.match(condition.does):
        claims = trigger.modality in ("permission", "right") and _HOLDS.match(condition.does)
        if claims and not _RESPONSIVE.match(text, trigger.end):
            return True  # 认为其权利受到侵害的，有权投诉
        return _ASKER.match(text, trigger.end) is not None
    if trigger.modality in ("permission", "power", "right") and _FAILS.match(condition.does):
        return False
    if name_of(text, condition).endswith("会议") and condition.does.startswith(("召开", "举行", "结束", "期间")):
        return False
    if _DEFIES.match(condition.does) or _CHOSEN.fullmatch(condition.does):
        return False
    other = main is not None and name_of(text, condition) != name_of(text, main)
    if private and other and main and kind_of(name_of(text, main)) in PUBLIC and _RESPONSIVE.match(text, trigger.end):
        return False
    return not (private and _ANSWERED.match(text, trigger.end))


_TOWARDS = re.compile("对于?[^，]*的[^，的]{1,14}")
#: what somebody may be kept from
BARRED = re.compile("(?:再次|重新|再)?(?:申请|从事|担任|参加|享受|报考|执业|参与|投标|聘用为)")
_TO_IT = re.compile(
    "(?:依法|及时|予以|立即)*(?:将|对|把|向|给予|责令|通知|告知|要求|取消|停止)其(?!他|它|所|有关|工作|从业|经营|负责|主要|法定)"
)
_ASKS = re.compile(
    "(?:依法|书面|口头|自愿|单独|共同|同时|在[^，的]{1,14}[内前时]|[向就因对][^，的]{1,16}?){0,3}(?:申请|请求|要求|提出|提议|主张|投诉|举报|同意|认为|有异议|反映|咨询)"
)
_HOLDS = re.compile("认为|不服|有异议|对[^，的]{1,16}(?:不服|有异议)")
_ASKER = re.compile(
    "(?:依法|及时|自[^，]{1,24}(?:起|内)|在[^，]{1,20}(?:内|前|时))*(?:向|提交|提供|提出|说明|缴纳|交纳|支付|填写|持|携带|以书面|书面提出|采用书面|委托|遵守|具备|符合|承担|申请|出示|报送?|先|通过|依照[^，]{1,16}(?:申请|提出))"
)
_FAILS = re.compile(
    "(?:在[^，]{1,14}(?:内|前|中))?(?:[^，发现]{0,2}?)(?:不(?!服|同意|能|满|具备|足)|未|拒绝|违反|逾期|无正当理由|怠于)"
)
_DEFIES = re.compile(
    "(?:拒不|拒绝|逾期|经[^，]{1,10}仍|违反(?:本|法律|前|第|有关|规定)|有(?:前款|下列|前条|第)[^，]{0,24}(?:行为|情形)|玩忽|滥用|弄虚作假)"
)
#: what a court or office alone does (起诉的，裁定不予受理)
_RULED = re.compile("裁定|判决|驳回|不予受理|准予|立案")
#: 用户是法人的，应当通知…: what is told somebody by another
_IS = re.compile("(?:是|为|系)[^，]*的")
_SERVED = re.compile("(?:依法|及时|书面|当场|直接)*(?:通知|告知|传唤|送达|送交|询问)")
#: 审判人员|确定后, 主任|缺位时: whoever was chosen did not choose, whoever is missing does not act
_CHOSEN = re.compile(
    "(?:依法|已经?|被|经[^，]{1,12}){0,3}(?:(?:确定|选定|指定|任命|确认)后|(?:缺位|出缺|空缺|死亡|去世|下落不明)[时后的]?)"
)
_ANSWERED = re.compile(
    "(?:依法|及时|在[^，]{1,20}(?:内|前)|当场|立即)*(?:受理|予以受理|审查|核实|答复|立案|颁发|核发|批准|准予|予以批准|予以登记|予以办理|缺席判决|予以[免撤]职|按撤诉|裁[处處定]|作出(?:是否|准予|不予|批准|行政|决定))"
)


def name_of(text: str, agent: Agent) -> str:
    """The words of its first phrase."""
    return text[agent.nouns[0].start : agent.nouns[0].end]
