// title.zh: 谁被鼓励做什么
// title.en: Who is encouraged to do what
// about.zh: 鼓励、支持、引导的对象和内容。
// about.en: Whom the statute encourages, and to what.
// param: statute | statute | 法规 | statute
// tags: 主体、鼓励
// columns: 规范、对象、条款

MATCH (n:Norm:Encouragement {statute: $statute})-[:STATED_IN]->(p:Provision)
OPTIONAL MATCH (n)-[:TOWARD {role: 'encouraged'}]->(t:Actor)
OPTIONAL MATCH (b:Actor)-[:BEARS]->(n)
RETURN n AS 规范, collect(DISTINCT t) + collect(DISTINCT b) AS 对象, p AS 条款
ORDER BY p.start, n.start
