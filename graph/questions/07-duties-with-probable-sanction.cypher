// title.zh: 哪些义务只有可能对应的罚则
// title.en: Duties with a probable sanction only
// about.zh: 有“可能”的关联而没有“直接”的关联。
// about.en: Duties with a probable link to a violation and no direct one.
// param: statute | statute | 法规 | statute
// tags: 缺口、义务
// columns: 义务、违法行为、条款

MATCH (d:Norm:Duty {statute: $statute})-[:STATED_IN]->(p:Provision)
MATCH (d)<-[v:VIOLATES {strength: 'probable'}]-(c:Conduct)
WHERE v.status <> 'rejected' AND NOT EXISTS { MATCH (d)<-[w:VIOLATES {strength: 'direct'}]-(:Conduct) WHERE w.status <> 'rejected' }
RETURN d AS 义务, collect(DISTINCT c) AS 违法行为, p AS 条款
ORDER BY p.start, d.start
