// title.zh: 哪些条款提到这个词
// title.en: Provisions with a word
// about.zh: 用全文索引查找，最相关的在前。
// about.en: Searches the full-text index, best first.
// param: words | text | 词语 | words | 应当
// param: statute | statute | 法规 | statute | optional
// tags: 结构、搜索
// columns: 条款、相关度、原文

CALL db.index.fulltext.queryNodes('provision_text', '"' + replace(replace($words, '\\', ' '), '"', ' ') + '"') YIELD node, score
WHERE ($statute IS NULL OR node.statute = $statute) AND node.kind IN ['paragraph', 'item', 'subitem']
RETURN node AS 条款, round(score, 2) AS 相关度, node.text AS 原文
ORDER BY score DESC, node.start LIMIT 200
