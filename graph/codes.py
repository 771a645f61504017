"""The codes of the graph with their Chinese and English names: one list for files, graph, gold and interface."""

from __future__ import annotations

import msgspec


class Name(msgspec.Struct, frozen=True):
    """What people see for a code, in each language of the interface."""

    zh: str
    en: str

    def text(self, language: str) -> str:
        """The name in ``language`` (``zh`` or ``en``; anything else reads as ``zh``)."""
        return self.en if language == "en" else self.zh


def _named(rows: str) -> dict[str, Name]:
    """``code 中文 English words`` a line → codes in that order."""
    named = {}
    for row in rows.strip().splitlines():
        code, zh, en = row.split(maxsplit=2)
        named[code] = Name(zh, en)
    return named


MODALITIES = _named("""
obligation 义务 obligation
prohibition 禁止 prohibition
responsibility 职责 responsibility
power 职权 power
permission 许可 permission
right 权利 right
encouragement 鼓励 encouragement
declaration 宣示 declaration
sanction 处罚 sanction
""")

REFERENCE_KINDS = _named("""
self 本法自指 this statute
internal_explicit 内部条款 article of this statute
internal_unit 下列各项 listed units
internal_instrument 内部文件 instrument made under this statute
external_law 外部法律 named law
named_instrument 具名文件 named plan or regime
generic_law 泛指法律法规 laws and regulations in general
generic_rule 泛指规定标准 rules and standards in general
by_duty 按照职责 by own duties
saving_clause 另有规定 saving clause
yifa 依法 according to law
""")

REFERENCE_EFFECTS = _named("""
cites 引用 cites
except 除外 excepts
prevails 从其规定 prevails
procedure 依其程序 gives the procedure
""")

MEASURES = _named("""
notice_rectify 通知整改 notice to rectify
order_rectify 责令改正 order to rectify
warning 警告 warning
public_notice 通报公示 public notice
fine 罚款 fine
confiscation 没收 confiscation
suspension 责令停产停业 suspension of business
licence_suspension 暂扣许可证件 licence suspension
licence_revocation 吊销许可证件 licence revocation
downgrade 降低资质等级 downgrading
closure 责令关闭 closure
restriction 限制活动 restriction of activities
disqualification 从业资格限制 disqualification
blacklist 失信名单 blacklist
detention 拘留 detention
public_security 治安管理处罚 public security penalty
interview 约谈 interview
delete_data 删除数据 deletion of data
access_suspension 暂停权限 access suspension
access_termination 终止权限 access termination
demolition 拆除恢复原状 demolition or restoration
late_fee 滞纳金 late fee
substitute_performance 代履行 substitute performance
civil_liability 民事责任 civil liability
disciplinary 处分 disciplinary action
criminal 刑事责任 criminal liability
referral_penalty 依照规定处罚 penalty under other law
""")

STEP_CONDITIONS = _named("""
base 一般情形 base
overdue 逾期不改 overdue
refusal 拒不改正 refusal
refusal_or_serious 拒不改正或者情节严重 refusal or serious
minor 情节较轻 minor
serious 情节严重 serious
very_serious 情节特别严重 very serious
consequence 造成后果 consequence
repeat 再次违法 repeated
amount_band 金额档次 amount band
consequential 附随后果 consequential
further_act 另有行为 further act
public_security 违反治安管理 public security offence
crime 构成犯罪 crime
""")

ACTOR_KINDS = _named("""
state 国家 the State
government 人民政府 government
department 部门机关 department
public_institution 公共机构 public institution
enterprise 企业 enterprise
market_entity 市场主体 market entity
association 行业组织 association
organisation 组织单位 organisation
person 个人 person
other 其他 other
""")

LEVELS = _named("""
national 国家级 national
province 省级 province
city 市级 city
county 县级 county
county+ 县级以上 county and above
town 乡级 town
village 村级 village
any 各级 any level
""")

BASES = _named("""
explicit 原文写明 stated
same_sentence 同句承前 same sentence
same_paragraph 同款推断 inferred from the paragraph
list_intro 引导句 from the list's introduction
condition_subject 条件句推断 inferred from the condition
possessor 所属推断 inferred from the owner
implied 推断 implied
curated 人工校核 confirmed by a person
""")

LINK_STATUSES = _named("""
accepted 已确认 accepted
candidate 候选 candidate
rejected 已否决 rejected
""")

STRENGTHS = _named("""
direct 直接 direct
probable 可能 probable
""")

PARTY_ROLES = _named("""
counterparty 相对方 counterparty
co_actor 会同方 acting jointly
organised 被组织方 organised party
directed 受指导协调方 directed party
supervised 受监督方 supervised party
encouraged 受鼓励方 encouraged party
reported_to 受报告方 reported to
protected 受保护方 protected party
addressee 受送达方 addressee
approver 批准方 approver
""")

UNIT_KINDS = _named("""
part 编 part
subpart 分编 subpart
chapter 章 chapter
section 节 section
article 条 article
paragraph 款 paragraph
item 项 item
subitem 目 subitem
title 标题 title
note 题注 note
toc 目录 contents
preamble 序言 preamble
annex 附件 annex
signature 落款 signature
other 其他 other
""")

FAMILIES: dict[str, dict[str, Name]] = {
    "modality": MODALITIES,
    "reference": REFERENCE_KINDS,
    "effect": REFERENCE_EFFECTS,
    "measure": MEASURES,
    "condition": STEP_CONDITIONS,
    "actor": ACTOR_KINDS,
    "level": LEVELS,
    "basis": BASES,
    "status": LINK_STATUSES,
    "strength": STRENGTHS,
    "role": PARTY_ROLES,
    "unit": UNIT_KINDS,
}


def name(family: str, code: str | None, language: str = "zh") -> str:
    """The name of ``code`` in its family; an unknown code is shown as it is, None as an empty string."""
    if code is None:
        return ""
    known = FAMILIES[family].get(code)
    return known.text(language) if known else code
