// title.zh: 哪些条文涉及这个主体
// title.en: Where an actor appears
// about.zh: 主体作为承担者、相对方、会同方、执法机关、处罚对象出现在哪里。
// about.en: Where an actor stands as bearer, counterparty, joint actor, enforcer or target.
// param: statute | statute | 法规 | statute
// param: actor | actor | 主体 | actor
// tags: 主体、条文
// columns: 身份、事实、条款

MATCH (a:Actor {statute: $statute, name: $actor})
CALL {
  WITH a MATCH (a)-[:BEARS]->(x:Norm) RETURN x, '承担' AS role
  UNION WITH a MATCH (a)-[:CO_ACTS]->(x:Norm) RETURN x, '会同' AS role
  UNION WITH a MATCH (a)<-[:TOWARD]-(x:Norm) RETURN x, '相对方' AS role
  UNION WITH a MATCH (a)<-[:IMPOSED_BY]-(:Measure)<-[:HAS_STEP]-(x:Sanction) RETURN x, '执法' AS role
  UNION WITH a MATCH (a)<-[:IMPOSED_ON]-(:Measure)<-[:HAS_STEP]-(x:Sanction) RETURN x, '受处理' AS role
}
MATCH (x)-[:STATED_IN]->(p:Provision)
RETURN DISTINCT role AS 身份, x AS 事实, p AS 条款
ORDER BY p.start, role
