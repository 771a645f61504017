"""A made-up code as large as the Civil Code: 1,260 articles in seven 编, for measuring. None of it is law."""

from __future__ import annotations

TITLE = "云泽省综合法典"
PARTS = ("总则", "湖泊", "道路", "档案", "市场", "数据", "责任")
CHAPTERS = 12
ARTICLES = 15
_WHO = ("县级以上人民政府", "水行政主管部门", "交通运输主管部门", "档案主管部门", "市场监督管理部门", "数据主管部门", "经营者")
_WHAT = ("登记", "巡护", "公示", "备案", "检查", "保存", "报告", "培训", "评估", "更新", "移交", "核验", "统计", "公布", "整理")
_OF = ("名录", "台账", "设施", "目录", "合同", "资料", "信息", "标志", "计划", "方案", "账册", "清单")
_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """``number`` (1 to 9,999) as statutes write it: 一千二百六十."""
    words, zero = "", False
    for unit, value in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, value)
        if digit:
            words += ("零" if zero else "") + _DIGITS[digit] + unit
        zero = bool(words) and not digit and number > 0
    return words.removeprefix("一") if words.startswith("一十") else words


def large_code() -> str:
    """The text: every article has one duty, every last chapter of a 编 the sanctions of the 编."""
    lines = [TITLE, "（2024年5月6日云泽省人民代表大会通过　自2024年10月1日起施行）", ""]
    number = 0
    for part, name in enumerate(PARTS):
        lines.append(f"第{chinese(part + 1)}编　{name}")
        first = number + 1
        for chapter in range(CHAPTERS):
            last = chapter == CHAPTERS - 1
            lines.append(f"第{chinese(chapter + 1)}章　{name}{'法律责任' if last else _OF[chapter] + '管理'}")
            for article in range(ARTICLES):
                number += 1
                duty = f"{_WHO[(part + article) % 7]}应当按照规定{_WHAT[article]}{name}{_OF[chapter]}"
                if last:
                    who = _WHO[1 + (part + article) % 5]
                    lines.append(
                        f"第{chinese(number)}条　违反本法第{chinese(first + article)}条规定，未{_WHAT[article]}{name}{_OF[0]}的，"
                        f"由{who}责令改正；逾期不改正的，处五千元以上二万元以下罚款。"
                    )
                elif article % 5 == 4:
                    lines.append(f"第{chinese(number)}条　任何单位和个人不得伪造、损毁{name}{_OF[chapter]}。")
                else:
                    lines.append(f"第{chinese(number)}条　{duty}，并且将结果向社会公开。")
    return "\n".join(lines) + "\n"
