// title.zh: 哪些规定有前提
// title.en: Conditions
// about.zh: 规范和处罚步骤的适用条件。
// about.en: On what conditions norms and steps apply.
// param: statute | statute | 法规 | statute
// tags: 条件
// columns: 条件、适用于、条款

MATCH (x {statute: $statute})-[:IF]->(c:Condition {statute: $statute})
MATCH (x)<-[:HAS_STEP*0..1]-(y)-[:STATED_IN]->(p:Provision)
RETURN c AS 条件, x AS 适用于, p AS 条款
ORDER BY p.start, c.start
