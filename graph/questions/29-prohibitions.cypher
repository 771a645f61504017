// title.zh: 有哪些禁止性规定
// title.en: Prohibitions
// about.zh: 不得、禁止、严禁做的事，和违反的后果。
// about.en: What is forbidden, and what follows.
// param: statute | statute | 法规 | statute
// tags: 义务、禁止
// columns: 禁止、承担者、违法行为、条款

MATCH (n:Norm:Prohibition {statute: $statute})-[:STATED_IN]->(p:Provision)
OPTIONAL MATCH (a:Actor)-[:BEARS]->(n)
OPTIONAL MATCH (n)<-[v:VIOLATES]-(c:Conduct) WHERE v.status <> 'rejected'
RETURN n AS 禁止, collect(DISTINCT a) AS 承担者, collect(DISTINCT c) AS 违法行为, p AS 条款
ORDER BY p.start, n.start
