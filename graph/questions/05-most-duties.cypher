// title.zh: 谁承担的义务最多
// title.en: Who bears the most duties
// about.zh: 只数应当和不得，只数原文写明的承担者；集合主体拆成成员。并列的名次相同。
// about.en: Counts what actors must and must not do, where the text names the bearer; collectives count for their members.
// param: statute | statute | 法规 | statute
// tags: 主体、统计
// columns: 主体、义务数

MATCH (c:Actor {statute: $statute})-[b:BEARS]->(d:Duty)
WHERE d.modality IN ['obligation', 'prohibition'] AND NOT b.basis IN ['implied', 'same_paragraph']
MATCH (a:Actor)-[:MEMBER_OF*0..1]->(c)
WHERE a <> c OR NOT EXISTS { (:Actor)-[:MEMBER_OF]->(c) }
RETURN a AS 主体, count(DISTINCT d) AS 义务数
ORDER BY 义务数 DESC, a.name
