// title.zh: 有几章、几条、几款、几项
// title.en: Chapters, articles, paragraphs, items
// about.zh: 各层级单位的数量。
// about.en: How many units of each level.
// param: statute | statute | 法规 | statute
// tags: 结构、统计
// columns: 层级、数量

MATCH (p:Provision {statute: $statute})
WHERE p.kind IN ['part', 'subpart', 'chapter', 'section', 'article', 'paragraph', 'item', 'subitem', 'annex']
WITH p.kind AS kind, count(*) AS n, min(p.start) AS at
RETURN kind AS 层级, n AS 数量
ORDER BY at
