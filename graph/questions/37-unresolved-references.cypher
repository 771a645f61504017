// title.zh: 哪些引用找不到所指
// title.en: Unresolved references
// about.zh: 指向本法规内部却没有对应条款的引用，和库里还没有的法律。
// about.en: References into this statute that lead nowhere, and laws the library does not have.
// param: statute | statute | 法规 | statute
// tags: 引用、缺口
// columns: 引用、类型、原文、条款

MATCH (p:Provision)-[r:REFERS_TO]->(x:Source {statute: $statute})
WHERE x.kind = 'unresolved' OR (x.law IS NOT NULL AND NOT EXISTS { (x)-[:RESOLVES_TO]->(:Statute) })
RETURN x AS 引用, r.kind AS 类型, r.quote AS 原文, p AS 条款
ORDER BY p.start, r.start
