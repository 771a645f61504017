// title.zh: 谁监督谁，谁指导谁
// title.en: Who supervises and directs whom
// about.zh: 主体之间的监督管理、组织指导协调关系，每一条都有原文。
// about.en: Supervision and direction between actors, each with its words.
// param: statute | statute | 法规 | statute
// tags: 主体、关系
// columns: 主体、关系、对方、原文、规范

MATCH (a:Actor {statute: $statute})-[r:SUPERVISES|DIRECTS]->(b:Actor)
OPTIONAL MATCH (n:Norm {id: r.norm})
RETURN a AS 主体, r AS 关系, b AS 对方, r.quote AS 原文, n AS 规范
ORDER BY r.start, a.name, b.name
