"""``docs/questions.md`` from the question files: the page is generated and a test keeps it so."""

from __future__ import annotations

from . import questions

_HEAD = """# 问题库 · The question library

每个问题是 `graph/questions/` 里的一个 `.cypher` 文件，开头的注释写明问什么、参数、标签和列。在 Cypher 页面选一个问题、选好参数就能运行；
也可以复制到编辑器里修改，另存为自己的问题（在资料库的 `questions/` 文件夹里）。命令行：

```
python -m graph ask                                            # 列出全部
python -m graph ask duties-of-an-actor --param actor=省人民政府
```

新增一个问题：照样写一个文件，`tests/graph/test_questions.py` 会检查它的参数和列。参数的类别：`statute`、`actor`、`article`、`measure`
从列表里选，`text` 自己输入；最后一栏写 `optional` 表示可以不填，写别的就是默认值。
"""


def page() -> str:
    """The page."""
    parts = [_HEAD]
    for one in questions():
        parameters = "、".join(f"{p.title.zh}（`{p.name}`）" for p in one.parameters) or "无"
        parts.append(
            f"\n## {one.title.zh}\n\n*{one.title.en}*\n\n{one.about.zh}\n{one.about.en}\n\n"
            f"`{one.name}`　参数：{parameters}　列：{'、'.join(one.columns)}　标签：{'、'.join(one.tags)}\n\n"
            f"```cypher\n{one.cypher}\n```\n"
        )
    return "".join(parts)
