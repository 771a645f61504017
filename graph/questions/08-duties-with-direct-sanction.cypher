// title.zh: 哪些义务有直接对应的罚则
// title.en: Duties with a direct sanction
// about.zh: 每个有直接罚则的义务，以及处罚它的条款（可能不止一条）。
// about.en: Each duty with a direct sanction, and the provisions that punish its breach.
// param: statute | statute | 法规 | statute
// tags: 责任链、义务
// columns: 义务、条款、违法行为、罚则条款

MATCH (d:Norm:Duty {statute: $statute})<-[v:VIOLATES {strength: 'direct'}]-(c:Conduct)<-[:PUNISHES]-(s:Sanction)-[:STATED_IN]->(l:Provision)
WHERE v.status <> 'rejected'
MATCH (d)-[:STATED_IN]->(p:Provision)
RETURN d AS 义务, p AS 条款, c AS 违法行为, collect(DISTINCT l) AS 罚则条款
ORDER BY p.start, d.start, c.start
