// title.zh: 谁承担什么义务
// title.en: Who bears which duty
// about.zh: 每个主体承担的义务、禁止和职责，以及写在哪一款项。依据说明承担者是原文写明的还是推断的。
// about.en: The duties, prohibitions and responsibilities of each actor and where they are stated; the basis says whether the text names the bearer or it is inferred.
// param: statute | statute | 法规 | statute
// tags: 主体、义务
// columns: 主体、义务、类型、依据、条款

MATCH (a:Actor {statute: $statute})-[b:BEARS]->(d:Duty)-[:STATED_IN]->(p:Provision)
RETURN a AS 主体, d AS 义务, d.modality AS 类型, b.basis AS 依据, p AS 条款
ORDER BY a.name, p.start, d.start
