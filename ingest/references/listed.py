"""下列…: the list that follows in the same provision."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import alternation, lexicon
from ..phrases import VERBS, predicate_at
from .found import Found


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    heads = alternation(lexicon("references")["listed_heads"]).replace("|人|", "|人(?![士员造民工数格身类才体])|")
    return (
        re.compile(r"(?P<word>下列|以下|左列|下述)(?P<body>[^，。；：！？\n（）“”《》]{1,60})"),
        # 下列规定|处罚, 下列方式|组织: these are whole; others may join to one noun (工作内容)
        re.compile(f"(?:规定|顺序|方式|原则|程序|要求|办法)|(?:{heads})+"),
        # 五十万元以下罚款, 十八周岁以下, 处级以下
        re.compile(r"[0-9一二三四五六七八九十百千万亿元角分年月日天岁级倍米里克吨厘度％%成数位名人亩层楼县厅处科市镇]\Z"),
    )


_ABOVE = re.compile(r"(?:上述|前述)(?P<body>[^，。；：！？\n（）“”《》、]{1,12})")
# what a provision holds: 上述规定, 上述期限 point to one; 上述信息, 上述设施 only take up a noun
_CONTENT = re.compile("规定|条款|条件|情形|情况|行为|要求|期限|时限|程序|事项|职责|处罚|标准|措施|限额|方式|原则|材料")
# 下列要求|建立…: nouns that name what the list holds; a predicate ends them
_WHOLE = frozenset(
    (
        "规定",
        "顺序",
        "方式",
        "原则",
        "程序",
        "要求",
        "办法",
        "标准",
        "条件",
        "情形",
        "途径",
        "步骤",
        "方法",
        "合同",
        "条款",
        "内容",
        "材料",
        "文件",
    )
)
# 可以采取以下处理：
_DONE = re.compile("[^的]{0,4}(?:处理|处置|手续|做法|行动)")
# 下列非机动车|可以上道路行驶
_MODAL = re.compile("可以|应当|不得|必须|禁止|予以|给予")
_ENDS = "的之进予由向应可须办执处给为是中内均都经不只能无属按需必自视享依适从以除同发报与确加促维支完督并"


def listed(text: str, at: int, introduces: bool) -> Found | None:
    """下列规定, 下列情形之一, 以下职责 at ``at``, up to the head noun (and 之一).

    ``introduces``: whether numbered units follow. 以下 refers only when they do or a colon follows (以下条件, 三年以下 do not).
    """
    intro, heads, number = _patterns()
    match = intro.match(text, at)
    if not match:
        return None
    body, start = match["body"], match.start("body")
    colon = text[match.end() : match.end() + 1] in ("：", ":")
    if match["word"] == "以下" and (number.search(text, max(0, at - 1), at) or not (introduces or colon)):
        return None
    if body.startswith(("简称", "统称", "称", "同", "简")):
        return None
    one_of = body.find("之一")
    if one_of >= 0:
        return Found(at, start + one_of + 2, "internal_unit", "listed", any_of=True)
    end = None
    acts = body[:2] in VERBS
    found = list(heads.finditer(body))
    for head in found:
        after = body[head.end() : head.end() + 1]
        end = head.end()
        # 下列损害他人权益的|行为: the noun at the end is the head; 下列用语|的含义 has none there
        if after == "的" and found[-1].end() == len(body):
            continue
        # 下列实施节水制度的|情况: the noun behind the clause
        if after == "的" and acts and any(h.start() - head.end() in (1, 2, 3) for h in found):
            continue
        # 下列行政区域: a head inside a longer noun goes on; a particle or verb after it ends the noun phrase
        if not after or after in _ENDS or (head[0] in _WHOLE and predicate_at(body, head.end(), len(body))):
            break
    if end is not None and body.endswith("条款", 0, end) and not (colon or introduces):
        return None  # 下列条款无效: clauses of a contract
    if end is None:
        if (match["word"] == "以下" and not _DONE.fullmatch(body)) or not (colon or (introduces and len(body) <= 12)):
            return None
        modal = _MODAL.search(body)
        end = modal.start() if modal and modal.start() > 1 else len(body)
    return Found(at, start + end, "internal_unit", "listed")


def mentioned_above(text: str, at: int) -> Found | None:
    """上述期限, 前述行为 at ``at``: what the words before named, up to its head noun."""
    match = _ABOVE.match(text, at)
    if not match:
        return None
    body = match["body"]
    found = list(_patterns()[1].finditer(body))
    ended = (h for h in found if body[h.end() : h.end() + 1] in _ENDS.replace("的", "") or h.end() == len(body))
    head = next(ended, found[0] if found else None)
    if head is None or not _CONTENT.search(head[0]):
        return None
    if head[0] in text[max(text.rfind(stop, 0, at) for stop in "。；\n") + 1 : at]:
        return None  # 提交…材料，或者上述材料的副本: a noun named just before
    return Found(at, match.start("body") + head.end(), "internal_unit", "mentioned_above")
