// title.zh: 谁会同谁、组织谁
// title.en: Who acts with or organises whom
// about.zh: 会同办理的主体和被组织的主体。
// about.en: Who acts jointly with whom, and who is organised by whom.
// param: statute | statute | 法规 | statute
// tags: 主体、关系
// columns: 承担者、方式、对方、规范、条款

MATCH (n:Norm {statute: $statute})-[:STATED_IN]->(p:Provision)
CALL {
  WITH n MATCH (n)<-[:CO_ACTS]-(b:Actor) RETURN b, 'co_actor' AS role
  UNION
  WITH n MATCH (n)-[t:TOWARD {role: 'organised'}]->(b:Actor) RETURN b, t.role AS role
}
OPTIONAL MATCH (a:Actor)-[:BEARS]->(n)
RETURN collect(DISTINCT a) AS 承担者, role AS 方式, b AS 对方, n AS 规范, p AS 条款
ORDER BY p.start, b.name
