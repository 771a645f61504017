// title.zh: 哪些义务没有罚则
// title.en: Duties without a sanction
// about.zh: 没有任何违法行为与之对应的义务：违反了，这部法规没有写怎么办。待确认的关联也算有。
// about.en: Duties no violation answers to: the statute does not say what follows from a breach. Links yet to be confirmed count as links.
// param: statute | statute | 法规 | statute
// tags: 缺口、义务
// columns: 义务、类型、承担者、条款

MATCH (d:Norm:Duty {statute: $statute})-[:STATED_IN]->(p:Provision)
WHERE NOT EXISTS { MATCH (d)<-[v:VIOLATES]-(:Conduct) WHERE v.status <> 'rejected' }
OPTIONAL MATCH (a:Actor)-[:BEARS]->(d)
RETURN d AS 义务, d.modality AS 类型, collect(DISTINCT a) AS 承担者, p AS 条款
ORDER BY p.start, d.start
