// title.zh: 机关有哪些职权
// title.en: The powers of organs
// about.zh: 机关可以做什么、由谁制定。
// about.en: What organs may do or are to lay down.
// param: statute | statute | 法规 | statute
// tags: 主体、职权
// columns: 主体、规范、条款

MATCH (n:Norm:Power {statute: $statute})-[:STATED_IN]->(p:Provision)
OPTIONAL MATCH (a:Actor)-[:BEARS]->(n)
RETURN collect(DISTINCT a) AS 主体, n AS 规范, p AS 条款
ORDER BY p.start, n.start
