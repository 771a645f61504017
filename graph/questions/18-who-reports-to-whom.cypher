// title.zh: 谁向谁报告
// title.en: Who reports to whom
// about.zh: 报告、通报、备案的方向。
// about.en: Reporting, notifying and filing, and in which direction.
// param: statute | statute | 法规 | statute
// tags: 主体、关系
// columns: 主体、对方、原文、规范

MATCH (a:Actor {statute: $statute})-[r:REPORTS_TO]->(b:Actor)
OPTIONAL MATCH (n:Norm {id: r.norm})
RETURN a AS 主体, b AS 对方, r.quote AS 原文, n AS 规范
ORDER BY r.start, a.name
