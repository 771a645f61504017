"""Tests on the words around a noun phrase: is this verb part of a name, does a relative clause go on, does a list share a head?

Each looks at the words from one place on and answers one question; none of them moves anything.
"""

from __future__ import annotations

import re

from ..lexicon import alternation, lexicon
from .words import CLASS, OCCUPATIONS, UNIT_ENDS, Word

_grammar = lexicon("grammar")
SUFFIXES = frozenset(lexicon("actors")["heads"]["suffixes"].split())
THINGS = tuple(_grammar["coordinated_things"].split())
#: heads that name a function only and want a field before them (供热|主管部门)
FUNCTIONAL = re.compile(f"^(?:行政|主管|监督|管理|监管|执法|服务|工作|职能)*(?:{alternation(list(UNIT_ENDS))})$")
DIRECTING = frozenset(_grammar["directing"].split())
INNER = frozenset(_grammar["inner"].split())
#: prepositions of a predicate, not of a relative clause
OUTER = frozenset((*"对向将把给与由为经被", "对于"))
#: those of them that open a relative clause when a noun and a verb follow (向环境排放污染物的企业)
DIRECTED = frozenset(("向", "以", "直接向"))
INTRANSITIVE = frozenset(lexicon("actors")["heads"]["intransitive"].split())
#: heads that a verb in front says what for (合作双方)
SIDES = frozenset(("双方", "各方", "一方"))
_SETTLING = frozenset(("调解", "仲裁", "协调"))
#: bodies named by what they do, and the verbs that found bodies instead
OFFICES = frozenset(_grammar["offices"].split())
FOUNDING = frozenset(_grammar["founding"].split())
GOVERNING = frozenset(_grammar["governing"].split())
#: verbs whose object is somebody or a body: with a head behind them they are acts (裁减人员, 派出机构)
_HANDLING = frozenset(lexicon("roles")["words"]["taking"].split())
TAKING = FOUNDING | GOVERNING | _HANDLING
#: verbs whose object is a person
ADDRESSING = FOUNDING | frozenset(" ".join(lexicon("roles")["words"][key] for key in ("personal", "person_objects")).split())
_PERSONAL = TAKING | ADDRESSING | frozenset(lexicon("roles")["words"]["protecting"].split())
_TELLING = ADDRESSING | frozenset(" ".join(lexicon("roles")["words"][key] for key in ("telling", "finite")).split())
#: those that are no part of a name behind another name (有关部门|建立|机关食堂…)
_ACTING = TAKING - OCCUPATIONS
#: verbs that choose somebody, and nouns of the means by which
CHOOSING = frozenset(_grammar["choosing"].split())
MEANS = ("方式", "程序", "途径", "招标")
LEVELS = re.compile("(?:省|市|县|区|乡|镇|村|州|旗|级|国家|直辖市|）)$")
PLACES = frozenset(("街道", "社区", "居", "农场", "林场", "镇", "乡", "苏木"))
#: how many verbs may stand in a row inside a name
CHAIN = 8
VERBAL = frozenset("Vv")
VERBAL_KINDS = ("V", "v")
#: what places and works end with
SITES = frozenset("站库场馆园港厂店井池库塔楼院所")
COPULAS = frozenset(("是", "为", "系"))
FOREIGN = ("外国", "境外", "国外", "国际")
GOODS = frozenset(("产品", "商品", "技术", "设备", "软件", "数据", "货物", "内容"))
#: how many words a noun phrase may hold
REACH = 60


def public(text: str, start: int, end: int) -> bool:
    """Is it a government, whose departments may follow as a list?"""
    return text[start:end].endswith(("政府", "国务院"))


def list_head_ahead(ws: list[Word], j: int, n: int) -> bool:
    """人民政府|发展改革、财政等部门: does the list of fields from ``ws[j]`` end in the head it shares?"""
    n = min(n, j + REACH)
    while j < n and ws[j][0] in "vVNFCQLtE":
        if ws[j][0] == "E":
            return j + 1 < n and (ws[j + 1][0] in "TQ")
        j += 1
    return j < n and ws[j][0] == "T"


def listed_verb(text: str, ws: list[Word], j: int, n: int) -> bool:
    """建设、施工单位: may the verb at ``j`` be the first of a list that shares a head? (加强与有关部门的… governs it.)"""
    governs = text[ws[j][1] : ws[j][2]] in GOVERNING and text[ws[j + 1][1] : ws[j + 1][2]] in ("与", "和")
    return not governs and list_head_ahead(ws, j + 1, n)


def de_ahead(ws: list[Word], j: int, n: int) -> bool:
    return any(ws[k][0] == "D" for k in range(j, n))


def field(text: str, ws: list[Word], j: int, n: int) -> bool:
    """海关|、外汇管理等部门: is the name only one of a list of fields that shares a head behind 等?"""
    if j + 1 >= n or ws[j + 1][1] != ws[j][2]:
        return False
    if ws[j + 1][0] == "E":
        return "部门" in text[ws[j + 1][2] : ws[j + 1][2] + 8]
    if text[ws[j + 1][1] : ws[j + 1][2]] not in ("、", "和"):
        return False
    k = j + 1
    while k < n and ws[k][0] in "vVNFCL":
        k += 1
    return k + 1 < n and ws[k][0] == "E" and ws[k + 1][0] in "TQ" and "部门" in text[ws[k][2] : ws[k][2] + 8]


def fields_ahead(text: str, ws: list[Word], k: int) -> bool:
    """人民政府|教育、民政主管部门|应当: is a list of fields with its head closed by a modal?"""
    if k + 1 >= len(ws) or ws[k + 1][0] != "C" or ws[k + 1][1] != ws[k][2]:
        return False
    while k < len(ws) and ws[k][0] in "vVNFCL":
        k += 1
    head = text[ws[k][1] : ws[k][2]] if k < len(ws) else ""
    return head.endswith("部门") and k + 1 < len(ws) and ws[k + 1][0] == "M" and ws[k + 1][1] == ws[k][2]


def suffix_next(text: str, ws: list[Word], j: int, behind: bool = False) -> bool:
    """Is the verb at ``j`` part of a compound name (被执行|人, 政务数据提供|部门)? ``behind``: a whole name stands before it."""
    if text[ws[j][1] : ws[j][2]] in GOVERNING or (behind and text[ws[j][1] : ws[j][2]] in _ACTING):
        return suffixed(text, ws, j)
    first = j
    last = min(len(ws) - 1, j + CHAIN)
    while j < last and ws[j + 1][0] in VERBAL and ws[j + 1][1] == ws[j][2]:
        j += 1
    if j >= last or ws[j + 1][1] != ws[j][2] or ws[j + 1][0] not in "Tt":
        return False
    head = text[ws[j + 1][1] : ws[j + 1][2]]
    if head.startswith("服务") and head[-1] in SUFFIXES and text[ws[j][1] : ws[j][2]] not in TAKING:
        return True
    if head in SUFFIXES and behind and j > first and text[ws[first][1] : ws[first][2]] in FOUNDING:
        return False  # 出租人|委托|拍卖人
    if head in SUFFIXES:
        return not (behind and head == "者")  # 由被保险人|负担者
    if behind and ws[j + 1][0] != "T" and text[ws[j][1] : ws[j][2]] not in OCCUPATIONS:
        return False  # 运营单位|知道|平台…
    acts = FUNCTIONAL.match(head) and text[ws[j][1] : ws[j][2]] not in OCCUPATIONS
    if behind and acts and head not in OFFICES and not de_ahead(ws, j, min(len(ws), j + REACH)):
        return not head.endswith(("企业", "公司", "组织", "团体"))  # 发起人|承担|公司…
    return FUNCTIONAL.match(head) is not None


def suffixed(text: str, ws: list[Word], j: int) -> bool:
    """被执行|人, 受让|方: does a one-character head follow directly?"""
    return j + 1 < len(ws) and ws[j + 1][1] == ws[j][2] and text[ws[j + 1][1] : ws[j + 1][2]] in SUFFIXES


def named_by_act(text: str, ws: list[Word], j: int) -> bool:
    """搜查|人员, 核发|机关: does the verb name the body directly behind it by what it does?"""
    verb = text[ws[j][1] : ws[j][2]]
    if verb in OCCUPATIONS:
        return True
    k = j + 1
    if k >= len(ws) or ws[k][1] != ws[j][2] or verb in TAKING:
        return False
    head = text[ws[k][1] : ws[k][2]]
    return head in OFFICES or (head.startswith("服务") and head[-1] in SUFFIXES)  # 软件下载|服务提供者


def names_office(text: str, ws: list[Word], j: int) -> bool:
    """办理|单位|应当, 发证|机关|应当: does the verb name the body behind it? (设立|机构|应当 founds one.)"""
    k = j + 2
    return (
        k < len(ws)
        and (ws[k][0] in "MC" or text[ws[k][1] : ws[k][2]] in _BASES)
        and ws[j + 1][1] == ws[j][2]
        and ws[k][1] == ws[j + 1][2]
        and (text[ws[j + 1][1] : ws[j + 1][2]] in OFFICES or text[ws[j][1] : ws[j + 1][2]] in _COURTS)
        and text[ws[j][1] : ws[j][2]] not in FOUNDING
    )


_COURTS = frozenset(("执行法院", "受理法院", "审理法院"))
#: what opens the predicate of whoever is named before (执行|法院|按照方案…)
_BASES = ("按照", "依照", "根据", "依据", "应当", "自", "经")


def compound(text: str, ws: list[Word], lead: int, j: int, at: int, subject: bool, listed: bool) -> bool:
    """Do the verbs ``ws[lead:j]`` belong to the name headed by ``ws[j]`` (数据处理|市场主体) rather than govern it (推动|企业)?"""
    head = text[ws[j][1] : ws[j][2]]
    verb = text[ws[j - 1][1] : ws[j - 1][2]]
    if head.startswith("被") or (lead + 1 < j and head in SUFFIXES and text[ws[lead][1] : ws[lead][2]] in ADDRESSING):
        return False  # 许可|被许可人, 通知|支付人
    if head in SUFFIXES or (not listed and verb in INTRANSITIVE):
        return True
    if head in SIDES and verb not in TAKING and verb not in _SETTLING:
        return True
    if ws[lead][1] > at and not listed:
        return True
    if named_by_act(text, ws, j - 1) and _governs(text, ws, lead, j, at, listed):
        return False
    if subject and not listed and names_office(text, ws, j - 1):
        return True
    if not (named_by_act(text, ws, j - 1) and (subject or verb not in DIRECTING)):
        return False
    if head in _STANDING and ws[lead][1] == at and j + 1 < len(ws) and ws[j + 1][1] > ws[j][2]:
        return False  # 提供|团体用餐服务的
    return head.endswith(UNIT_ENDS) or (
        agentive(head) and verb in OCCUPATIONS and verb not in DIRECTING and verb not in _PERSONAL
    )


def _governs(text: str, ws: list[Word], lead: int, j: int, at: int, listed: bool) -> bool:
    """选举或者更换|执行机构, 监督|执行机构: is the first of several verbs an act upon the body that the last one names?"""
    if lead + 1 < j:
        first = text[ws[lead][1] : ws[lead][2]]
        if lead + 2 < j and first in DIRECTING and text[ws[lead + 1][1] : ws[lead + 1][2]] not in DIRECTING:
            return True  # 监督|快递经营企业
        return (first in TAKING or first in DIRECTING) and first != "组织" and ws[j - 1][0] == "V"
    if not listed:
        return False
    x = lead
    while x > 0 and ws[x][1] > at:
        x -= 1
        verb = text[ws[x][1] : ws[x][2]]
        if ws[x][0] in VERBAL and (verb in TAKING or (verb in DIRECTING and text[ws[j][1] : ws[j][2]] in ("单位", "企业"))):
            return True  # 指导、监督|单位和个人
    return False


def agentive(head: str) -> bool:
    """经营者, 驾驶人, 商: does the head say what somebody does?"""
    return head[-1] in SUFFIXES and (len(head) == 1 or CLASS.get(head[-3:-1]) in VERBAL_KINDS)


_STANDING = frozenset(("企业", "公司", "组织", "团体", "平台", "协会"))


def clause_behind(text: str, ws: list[Word], j: int, at: int, n: int) -> bool:
    """加油站、储油库和|使用油罐车的单位: does the conjunction join things no list knows to a name with a clause of its own?"""
    if text[ws[j][1] : ws[j][2]] not in ("和", "以及", "及", "或者") or ws[j][1] - at < 3 or j + 1 >= n:
        return False
    if ws[j + 1][0] != "V" or ws[j + 1][1] != ws[j][2] or "的" in text[at : ws[j][1]]:
        return False
    if not all(part and part[-1] in SITES for part in text[at : ws[j][1]].split("、")):
        return False
    k = j + 2
    while k < n and ws[k][0] not in "MPD":
        k += 1
    return k < n and ws[k][0] == "D" and runs_to_head(ws, k + 1, n)


def others_behind(text: str, ws: list[Word], j: int, i: int, n: int) -> bool:
    """施工、|有关企业: does a determiner and a head open a name of its own behind a verb or thing and 、?"""
    if j <= i or j + 2 >= n or ws[j - 1][0] not in "VvN" or ws[j - 1][2] != ws[j][1] or text[ws[j][1] : ws[j][2]] != "、":
        return False
    return ws[j + 1][0] == "Q" and ws[j + 2][0] == "T" and ws[j][2] == ws[j + 1][1] and ws[j + 1][2] == ws[j + 2][1]


def second_act(text: str, ws: list[Word], i: int, j: int, n: int) -> bool:
    """保障经费、|配备相应的人员: does the verb behind a thing and 、 govern an object of its own?"""
    if j - 2 < i or ws[j - 1][2] != ws[j][1] or text[ws[j - 1][1] : ws[j - 1][2]] != "、" or ws[j - 2][0] not in "NF":
        return False
    return j + 2 < n and ws[j + 1][0] in "FQ" and ws[j + 1][1] == ws[j][2] and ws[j + 2][0] == "D"


def suffered(ws: list[Word], j: int, n: int) -> bool:
    """被责令停止施工的|单位: does 被 open a clause of verbs and their objects that closes before a head?"""
    k = j + 1
    if k >= n or ws[k][0] not in VERBAL or ws[k][1] != ws[j][2]:
        return False
    while k < n and ws[k][0] in "VvNFCLR":
        k += 1
    return k < n and ws[k][0] == "D" and runs_to_head(ws, k + 1, n)


def shares_head(text: str, ws: list[Word], j: int, at: int) -> bool:
    """投诉、举报人; 境外司法或者执法机构; 产品和服务提供者: does the head ``ws[j]`` behind a conjunction close what stands before it too?"""
    before = ws[j - 2] if j > 1 and ws[j - 2][2] == ws[j - 1][1] else None
    word = text[ws[j][1] : ws[j][2]]
    listed = text[ws[j - 1][1] : ws[j - 1][2]] == "、"
    if listed and word[-1] in SUFFIXES and before is not None and before[0] in VERBAL and before[1] == at:
        return CLASS.get(word[:-1]) in VERBAL_KINDS
    if word.startswith("服务") and word[-1] in SUFFIXES:
        return before is not None and before[0] == "N" and text[before[1] : before[2]] in GOODS
    return text.startswith(FOREIGN, at) and word.endswith(("机构", "组织")) and len(word) > 2


def passive_name(ws: list[Word], j: int, n: int) -> bool:
    """被授权|运营主体, 被检查单位: does 被 open a name?"""
    k = j + 1
    n = min(n, k + CHAIN)
    while k < n and ws[k][0] in VERBAL and ws[k][1] == ws[k - 1][2]:
        k += 1
    return k > j + 1 and k < n and ws[k][0] in "TtD" and ws[k][1] == ws[k - 1][2]


def abuts_modal(ws: list[Word], j: int, n: int) -> bool:
    """电子|支付服务提供者|应当: is the verb inside a name that ends right before the modal?"""
    k = j + 1
    n = min(n, k + CHAIN)
    while k < n and ws[k][0] in "VvNFQ" and ws[k][1] == ws[k - 1][2]:
        k += 1
    return k < n - 1 and ws[k][0] == "T" and ws[k][1] == ws[k - 1][2] and ws[k + 1][0] == "M" and ws[k + 1][1] == ws[k][2]


def whole_name(text: str, ws: list[Word], j: int, n: int) -> bool:
    """运输|车辆|所有人|应当: do a verb, a thing and a body or somebody named by an act run without a gap up to the modal?"""
    if text[ws[j][1] : ws[j][2]] in TAKING or not abuts_modal(ws, j, n):
        return False
    k = j + 1
    while ws[k][0] != "T":
        k += 1
    head = text[ws[k][1] : ws[k][2]]
    return k > j + 1 and (head.endswith(UNIT_ENDS) or agentive(head))


_LOCAL = frozenset("中内外上下前后时间的")
_STATING = frozenset(("规定", "约定", "证明", "认为", "表明", "决定"))


def within_name(text: str, ws: list[Word], i: int, j: int, at: int, n: int, subject: bool) -> bool:
    """国内|进口|经营者, 对成果|转化|服务机构: does the verb, behind a noun and without 的, run into a head it does not govern?"""
    verb = text[ws[j][1] : ws[j][2]]
    before = ws[j - 1] if j > i else ("", at, at)
    known = before[0] != "" and before[0] in "NFL" and before[2] == ws[j][1] and text[before[1] : before[2]] not in _LOCAL
    if len(verb) < 2 or not (known or ws[j][1] - before[2] > 2):
        return False
    if verb in TAKING or verb in _TELLING or verb[-1] in "有为是归" or verb in _STATING:
        return False
    k = j + 1
    if k < n and ws[k][0] == "T" and ws[k][1] == ws[j][2]:
        return agentive(text[ws[k][1] : ws[k][2]])
    x = k
    while x < n and ws[x][0] in "NFv" and ws[x][1] == ws[x - 1][2]:
        x += 1
    if x > k and x < n and ws[x][0] == "T" and ws[x][1] == ws[x - 1][2] and agentive(text[ws[x][1] : ws[x][2]]):
        return True  # 非机动车|停放|设施|管理者
    if not known or subject or i == 0 or ws[i - 1][0] != "P" or text[ws[i - 1][1] : ws[i - 1][2]] in ("将", "把"):
        return False
    while k < n and ws[k][0] in "VvNF" and ws[k][1] - ws[k - 1][2] < 3:
        k += 1
    return k < n and ws[k][0] == "T" and ws[k][1] == ws[k - 1][2]


def runs_to_head(ws: list[Word], k: int, n: int) -> bool:
    """Does a noun that runs from ``ws[k]`` on end in a head?"""
    while k < n and ws[k][0] in "NFQLv":
        k += 1
    return k < n and ws[k][0] == "T"


def then_modal(ws: list[Word], k: int) -> bool:
    """监事会决议|应当, 公司合并|应当: verbs directly before a modal are nouns, and a thing is the subject."""
    last = k + CHAIN
    while k < min(len(ws), last) and ws[k][0] in VERBAL:
        k += 1
        if k < len(ws) and ws[k][1] != ws[k - 1][2]:
            return False
    return k < len(ws) and ws[k][0] == "M" and ws[k][1] + 1 < ws[k][2]


def place(text: str, ws: list[Word], j: int) -> bool:
    """村（社区）, 镇（街道）: a word of level that a bracket makes a body."""
    k = j + 1
    return k < len(ws) and ws[k][0] == "B" and ws[k][1] == ws[j][2] and text[ws[k][1] + 1 : ws[k][2] - 1] in PLACES
