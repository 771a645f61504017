// title.zh: 哪些规定约束个人
// title.en: What binds persons
// about.zh: 个人（包括工作人员）应当做什么、不得做什么。
// about.en: What persons, officials included, must and must not do.
// param: statute | statute | 法规 | statute
// tags: 主体、个人
// columns: 主体、义务、类型、条款

MATCH (a:Actor {statute: $statute})-[:BEARS]->(d:Duty)-[:STATED_IN]->(p:Provision)
WHERE a.kind = 'person'
RETURN a AS 主体, d AS 义务, d.modality AS 类型, p AS 条款
ORDER BY p.start, d.start, a.name
