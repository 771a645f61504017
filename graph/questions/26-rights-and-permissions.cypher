// title.zh: 谁可以做什么
// title.en: Who may do what
// about.zh: 权利和许可：有权、享有、可以。
// about.en: Rights and permissions.
// param: statute | statute | 法规 | statute
// tags: 主体、权利
// columns: 主体、规范、类型、条款

MATCH (n:Norm {statute: $statute})-[:STATED_IN]->(p:Provision)
WHERE n.modality IN ['permission', 'right']
OPTIONAL MATCH (a:Actor)-[:BEARS]->(n)
RETURN collect(DISTINCT a) AS 主体, n AS 规范, n.modality AS 类型, p AS 条款
ORDER BY p.start, n.start
