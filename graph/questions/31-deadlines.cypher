// title.zh: 有哪些期限
// title.en: Deadlines
// about.zh: 规范里写的时限、频次、日期，谁要在什么时候之前做什么。
// about.en: Time limits, frequencies and dates: who must do what by when.
// param: statute | statute | 法规 | statute
// tags: 义务、期限
// columns: 期限、规范、承担者、条款

MATCH (n:Norm {statute: $statute})-[:STATED_IN]->(p:Provision)
WHERE n.deadline IS NOT NULL
OPTIONAL MATCH (a:Actor)-[:BEARS]->(n)
RETURN n.deadline AS 期限, n AS 规范, collect(DISTINCT a) AS 承担者, p AS 条款
ORDER BY p.start, n.start
