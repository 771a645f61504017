// title.zh: 什么情形会受到这种处理
// title.en: Where a measure applies
// about.zh: 选定一种措施（警告、罚款、没收、处分……），看哪些违法行为会受到它。
// about.en: Choose a measure and see which violations lead to it.
// param: statute | statute | 法规 | statute
// param: measure | measure | 措施 | measure
// tags: 罚则
// columns: 违法行为、情形、措施、执法机关、条款

MATCH (s:Sanction {statute: $statute})-[:HAS_STEP]->(m:Measure {kind: $measure})
MATCH (s)-[:PUNISHES]->(c:Conduct)-[:STATED_IN]->(p:Provision)
OPTIONAL MATCH (m)-[:IMPOSED_BY]->(e:Actor)
RETURN c AS 违法行为, m.condition AS 情形, m AS 措施, collect(DISTINCT e) AS 执法机关, p AS 条款
ORDER BY p.start, c.start, m.order
