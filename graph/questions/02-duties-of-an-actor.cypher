// title.zh: 这个主体有哪些义务
// title.en: The duties of one actor
// about.zh: 选定主体承担的义务；它所属的集合主体（如“省、市、县人民政府”）承担的也算。
// about.en: What the chosen actor must or must not do, including what a collective it belongs to bears.
// param: statute | statute | 法规 | statute
// param: actor | actor | 主体 | actor
// tags: 主体、义务
// columns: 义务、类型、依据、期限、条款

MATCH (a:Actor {statute: $statute, name: $actor})
MATCH (a)-[:MEMBER_OF*0..1]->(:Actor)-[b:BEARS]->(d:Duty)-[:STATED_IN]->(p:Provision)
RETURN DISTINCT d AS 义务, d.modality AS 类型, b.basis AS 依据, d.deadline AS 期限, p AS 条款
ORDER BY p.start, d.start
