// title.zh: 哪些规定有例外
// title.en: Exceptions
// about.zh: 但书、除外和“另有规定的，从其规定”。
// about.en: Provisos, exceptions, and "where other provisions exist".
// param: statute | statute | 法规 | statute
// tags: 条件、例外
// columns: 例外、规范、条款

CALL {
  MATCH (n:Norm {statute: $statute})-[:UNLESS]->(c:Condition)
  MATCH (n)-[:STATED_IN]->(p:Provision) RETURN c.text AS words, n AS fact, p
  UNION
  MATCH (p:Provision {statute: $statute})-[r:REFERS_TO {kind: 'saving_clause'}]->(x) RETURN r.quote AS words, x AS fact, p
}
RETURN DISTINCT words AS 例外, fact AS 规范, p AS 条款
ORDER BY p.start
