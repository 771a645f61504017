// title.zh: 最高可罚多少
// title.en: The highest fine
// about.zh: 最高的罚款数额（含封顶），由谁罚、罚谁。
// about.en: The highest sum (caps included), who imposes it and on whom.
// param: statute | statute | 法规 | statute
// tags: 罚则、金额
// columns: 最高元、措施、执法机关、处罚对象、条款

MATCH (s:Sanction {statute: $statute})-[:HAS_STEP]->(m:Measure {kind: 'fine'})
WITH s, m, coalesce(m.capYuan, m.maxYuan) AS most WHERE most IS NOT NULL
MATCH (s)-[:STATED_IN]->(p:Provision)
OPTIONAL MATCH (m)-[:IMPOSED_BY]->(e:Actor)
OPTIONAL MATCH (m)-[:IMPOSED_ON]->(t:Actor)
RETURN most AS 最高元, m AS 措施, collect(DISTINCT e) AS 执法机关, collect(DISTINCT t) AS 处罚对象, p AS 条款
ORDER BY most DESC LIMIT 5
