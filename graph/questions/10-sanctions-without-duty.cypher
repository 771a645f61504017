// title.zh: 哪些违法行为没有直接对应的义务
// title.en: Violations without a duty
// about.zh: 罚则里写了要罚，却找不到直接对应的义务；兜底条款（其他违法行为）另有标记。
// about.en: Conduct the statute punishes without a duty it directly breaches; catch-all clauses are marked.
// param: statute | statute | 法规 | statute
// tags: 缺口、罚则
// columns: 违法行为、兜底、可能的义务、条款

MATCH (c:Conduct {statute: $statute})-[:STATED_IN]->(p:Provision)
WHERE NOT EXISTS { MATCH (c)-[v:VIOLATES {strength: 'direct'}]->(:Norm) WHERE v.status <> 'rejected' }
OPTIONAL MATCH (c)-[v:VIOLATES]->(d:Norm) WHERE v.status <> 'rejected'
RETURN c AS 违法行为, coalesce(c.catchAll, false) AS 兜底, collect(DISTINCT d) AS 可能的义务, p AS 条款
ORDER BY c.start
