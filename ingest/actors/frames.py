"""Which noun behind which word is a party: by the word that governs it, by its own head, and by the frame that follows."""

from __future__ import annotations

import re

from ..lexicon import alternation, lexicon
from .nouns import Noun

_roles = lexicon("roles")
_REFUSED = frozenset(_roles["refused"]["prepositions"].split()) | frozenset(_roles["refused"]["verbs"].split())
_GOVERNED = tuple(_roles["governed"]["nouns"].split())
_PROTECTING = frozenset(_roles["words"]["protecting"].split())
_PERSONAL = frozenset(_roles["words"]["personal"].split())
#: prepositions that keep their party although it then modifies a thing
OPEN = frozenset(_roles["words"]["open"].split())
#: whoever is encouraged or organised then acts
MOVING = frozenset(_roles["anchors"]["encouraged"].split()) | frozenset(_roles["anchors"]["organised"].split())
BY = frozenset(("由", "交由", "应由", "转由"))
#: no actor's name is longer (characters)
LONGEST = 140

#: frames that name a party behind a word that otherwise governs none: 造成X损害, 在X领导下, 根据X授权
FRAMES = {
    "对": re.compile(
        "(?:依法)?(?:组织)?(?:开展|实施|进行|组织|作出)的[^，；。]{0,30}(?:检查|调查|监督|检测|评估)|(?:进行)?(?:考核|评价|评议|考评|奖励|监督){1,2}的"
        "|的[^，；。的]{0,10}造成"
    ),
    "造成": re.compile("的?(?:人身|财产)?(?:、财产)?(?:损害|损失|伤亡|伤害)"),
    "致使": re.compile("的?(?:人身|财产)?(?:、财产)?(?:损害|损失|伤亡|伤害|遭受)"),
    "进入": re.compile("(?:依法)?(?:进行|实施|开展)?(?:现场|监督|执法|行政)*(?:检查|调查|勘查|勘验|核查|检验|查验|抽查)"),
    "在": re.compile("的?(?:统一)?(?:领导|指导|统筹|协调|组织|监督|主持|帮助|见证)[^，；。]{0,12}下"),
    "根据": re.compile("的?(?:授权|委托)"),
    "依据": re.compile("的?(?:授权|委托)"),
    "支付": re.compile("[^，；。的]{0,8}(?:工资|报酬|费用|赔偿金|经济补偿|补偿|生活费|医疗费|违约金|价款|租金)"),
    "追究": re.compile("的?(?:刑事|法律|行政|民事|相关|领导|直接|赔偿)*责任"),
    "考虑": re.compile("的(?:[^，；。的]{0,4})(?:需求|需要|特点|利益|意愿)"),
    "照顾": re.compile("的(?:[^，；。的]{0,4})(?:需求|需要|特点|利益)"),
}


def is_party(text: str, anchor: str, noun: Noun, end: int) -> bool:
    """Is ``noun`` behind ``anchor`` somebody who is dealt with, and not a thing or half of one?"""
    if noun.end - noun.start > LONGEST:
        return False
    if anchor in _FOUNDING and not noun.weak and not noun.follow and not noun.cuts and _BODY.search(text, noun.start, noun.end):
        return True  # 设立|市伦理委员会
    frame = FRAMES.get(anchor)
    if frame is not None and not noun.weak and frame.match(text, noun.end, end):
        return True
    if (
        anchor in _PROTECTING
        and noun.follow in ("", "loose", "thing")
        and not noun.weak
        and _RIGHTS_OF.match(text, noun.end, end)
    ):
        return True  # 维护居民|养老服务|合法权益
    if noun.follow in ("", "loose") and anchor in MOVING and _COMPOUND.match(text, noun.end, end):
        return False  # 推动|企业|诚信体系建设
    if anchor in _KNOWING and not noun.follow and not noun.weak and noun.end < end:
        return True  # 知道|平台内经营者|侵犯知识产权
    if anchor in _REFUSED and not (noun.follow == "rights" and anchor in _PROTECTING):
        return False
    if noun.weak and anchor in MOVING and noun.end - noun.start > 2 and text[noun.end - 1] in _SHOPS and noun.end < end:
        return True  # 鼓励|零售药店|参加
    if noun.weak and not (
        (anchor in _PERSONAL or noun.follow == "rights") and 2 < noun.end - noun.start < 12 and text[noun.end - 1] in _PERSONS
    ):
        return False
    if anchor in ("明确", "确定", "落实") and text.endswith("主体", noun.start, noun.end):
        return False
    if noun.follow == "":
        return True
    if noun.follow == "rights":
        return anchor in _PROTECTING or anchor in OPEN
    if noun.follow == "of":
        at = noun.end + 1
        rest = text[at:end]
        if anchor in ("对", "与", "和", "同", "接受", "服从", "听取", "征求", "经", "未经", "征得", "配合", "对于"):
            return _DEALT.match(rest) is not None or (anchor in ("对", "与") and rest.endswith(_GOVERNED) and len(rest) < 8)
        return False
    if noun.follow == "between":
        return anchor in _JOINING
    if noun.follow == "thing":
        return anchor in ("听取", "征求") and text.startswith(("意见", "的意见"), noun.end)
    if noun.follow == "loose":
        whole = anchor in BY or "的" not in text[noun.start : noun.end]
        return anchor in _PERSONAL and noun.end - noun.start < 13 and whole
    return anchor in _WITH_THINGS and noun.follow == "mixed"


_RIGHTS_OF = re.compile(
    "(?!的|其|和|或|、|及)[^，；。的、和或]{2,10}(?:合法权[益利]|合法利益|权益)(?!保)|(?:的)?(?:生命|人身|财产|健康|、|和){1,5}安全"
)
#: the noun of a dealing behind 的, with what qualifies it (X的|现场|调查处理)
_DEALT = re.compile(
    f"(?:现场|日常|联合|统一|专项|业务|技术|安全|教育|法律)?(?:{alternation(list(_GOVERNED))})(?!决定|结果|规定|程序|办法)"
)
_COMPOUND = re.compile(
    "(?:诚信|信用|文化|安全|质量|技术|管理|人才|服务|创新|标准化)?(?:体系|制度|机制|队伍|平台|标准|能力)(?:建设|发展|管理)"
)
_KNOWING = frozenset(("知道", "发现", "得知", "明知"))
#: words whose party stays one beside a thing (委托专业机构或者专人)
_WITH_THINGS = frozenset(("向", "由", "会同", "聘请", "通知", "告知"))
_FOUNDING = frozenset(("设立", "成立", "设置", "组建"))
_BODY = re.compile("[^，]{2}(?<!分支)(?<!办事)(?:委员会|机构|小组|办公室|工作组|专班)$")
#: what is done between parties (促进A、B之间的信息共享)
_JOINING = frozenset(("促进", "加强", "推动", "推进", "实现", "协调", "建立", "规范"))
_SHOPS = frozenset("店院校厂社")
_PERSONS = frozenset("人者方员商局厅署")
#: heads of one character that are bodies whatever stands behind them (国家数据局发布…)
BUREAUS = frozenset("局厅署")
