// title.zh: 哪些条文涉及这个主体
// title.en: Where an actor appears
// about.zh: 主体及其下位主体（如工业企业中的规模以上企业）作为承担者、相对方、会同方、执法机关、处罚对象出现在哪里。
// about.en: Where an actor, or a narrower one of its kind, stands as bearer, counterparty, joint actor, enforcer or target.
// param: statute | statute | 法规 | statute
// param: actor | actor | 主体 | actor
// tags: 主体、条文
// columns: 身份、主体、事实、条款

MATCH (a:Actor {statute: $statute, name: $actor})
MATCH (who:Actor)-[:BROADER*0..4]->(a)
WITH DISTINCT who
CALL {
  WITH who MATCH (who)-[:BEARS]->(x:Norm) RETURN x, '承担' AS role
  UNION WITH who MATCH (who)-[:CO_ACTS]->(x:Norm) RETURN x, '会同' AS role
  UNION WITH who MATCH (who)<-[:TOWARD]-(x:Norm) RETURN x, '相对方' AS role
  UNION WITH who MATCH (who)<-[:IMPOSED_BY]-(:Measure)<-[:HAS_STEP]-(x:Sanction) RETURN x, '执法' AS role
  UNION WITH who MATCH (who)<-[:IMPOSED_ON]-(:Measure)<-[:HAS_STEP]-(x:Sanction) RETURN x, '受处理' AS role
}
MATCH (x)-[:STATED_IN]->(p:Provision)
RETURN DISTINCT role AS 身份, who AS 主体, x AS 事实, p AS 条款
ORDER BY p.start, role
