// title.zh: 哪些义务受两处以上罚则约束
// title.en: Duties under more than one ladder
// about.zh: 同一义务对应不止一条罚则：对不同主体处理不同，也可能重复。
// about.en: Duties more than one ladder answers: for different offenders, or twice.
// param: statute | statute | 法规 | statute
// tags: 责任链、重叠
// columns: 义务、条款、罚则数、罚则条款

MATCH (d:Norm:Duty {statute: $statute})<-[v:VIOLATES {strength: 'direct'}]-(:Conduct)<-[:PUNISHES]-(s:Sanction)-[:STATED_IN]->(l:Provision)
WHERE v.status <> 'rejected'
WITH d, count(DISTINCT s) AS n, collect(DISTINCT l) AS ladders WHERE n > 1
MATCH (d)-[:STATED_IN]->(p:Provision)
RETURN d AS 义务, p AS 条款, n AS 罚则数, ladders AS 罚则条款
ORDER BY p.start, d.start
