// title.zh: 哪些规定没有写明由谁承担
// title.en: Norms without a bearer
// about.zh: 原文没有写出主语、也没有推断出承担者的规范。
// about.en: Norms whose bearer the text does not name and nothing lets one infer.
// param: statute | statute | 法规 | statute
// tags: 缺口、主体
// columns: 规范、类型、条款

MATCH (n:Norm {statute: $statute})-[:STATED_IN]->(p:Provision)
WHERE NOT EXISTS { (:Actor)-[:BEARS]->(n) }
RETURN n AS 规范, n.modality AS 类型, p AS 条款
ORDER BY p.start, n.start
