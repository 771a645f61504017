// title.zh: 有哪些泛指的引用
// title.en: Vague references
// about.zh: “有关法律、法规”“国家有关规定”“按照各自职责”等不指明是哪一部的引用。
// about.en: References that name no instrument: "relevant laws and regulations", "according to their duties".
// param: statute | statute | 法规 | statute
// tags: 引用、缺口
// columns: 引用、类型、次数、条款

MATCH (p:Provision)-[r:REFERS_TO]->(x:Source {statute: $statute})
WHERE r.kind IN ['generic_law', 'generic_rule', 'by_duty', 'saving_clause', 'yifa']
RETURN x AS 引用, r.kind AS 类型, count(DISTINCT r) AS 次数, collect(DISTINCT p)[..10] AS 条款
ORDER BY 次数 DESC, x.name
