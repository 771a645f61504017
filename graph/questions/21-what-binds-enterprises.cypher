// title.zh: 哪些规定约束企业
// title.en: What binds enterprises
// about.zh: 企业和其他市场主体应当做什么、不得做什么。
// about.en: What enterprises and other market entities must and must not do.
// param: statute | statute | 法规 | statute
// tags: 主体、企业
// columns: 主体、义务、类型、条款

MATCH (a:Actor {statute: $statute})-[:BEARS]->(d:Duty)-[:STATED_IN]->(p:Provision)
WHERE a.kind IN ['enterprise', 'market_entity']
RETURN a AS 主体, d AS 义务, d.modality AS 类型, p AS 条款
ORDER BY p.start, d.start, a.name
