// title.zh: 哪些处理没有写明由谁作出
// title.en: Measures without an enforcer
// about.zh: 没有执法机关的处罚步骤（处分、刑事责任通常依其他法律确定）。
// about.en: Steps no enforcer is named for (discipline and crime usually follow from other laws).
// param: statute | statute | 法规 | statute
// tags: 缺口、执法
// columns: 措施、情形、条款

MATCH (s:Sanction {statute: $statute})-[:HAS_STEP]->(m:Measure)
WHERE NOT EXISTS { (m)-[:IMPOSED_BY]->(:Actor) }
MATCH (s)-[:STATED_IN]->(p:Provision)
RETURN m AS 措施, m.condition AS 情形, p AS 条款
ORDER BY p.start, m.order
