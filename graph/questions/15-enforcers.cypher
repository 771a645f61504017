// title.zh: 谁是执法主体
// title.en: Who enforces
// about.zh: 作出各步处理的主体，各作出几步、哪些措施；依据为推断的，原文没有直接写明。
// about.en: Who imposes the steps, how many and which; an inferred basis means the text does not say it outright.
// param: statute | statute | 法规 | statute
// tags: 执法
// columns: 执法机关、依据、步数、措施

MATCH (m:Measure {statute: $statute})-[i:IMPOSED_BY]->(e:Actor)
RETURN e AS 执法机关, i.basis AS 依据, count(DISTINCT m) AS 步数, collect(DISTINCT m.kind) AS 措施
ORDER BY 步数 DESC, e.name
