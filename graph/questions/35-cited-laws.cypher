// title.zh: 引用了哪些法律和文件
// title.en: Which laws and instruments are cited
// about.zh: 点名引用的法律、规划、制度；库里有的指向那部法规。
// about.en: Laws, plans and regimes cited by name; those in the library lead there.
// param: statute | statute | 法规 | statute
// tags: 引用
// columns: 依据、类别、次数、库内法规、条款

MATCH (p:Provision)-[r:REFERS_TO]->(x:Source {statute: $statute})
WHERE r.kind IN ['external_law', 'named_instrument']
OPTIONAL MATCH (x)-[:RESOLVES_TO]->(s:Statute)
RETURN x AS 依据, r.kind AS 类别, count(DISTINCT r) AS 次数, collect(DISTINCT s) AS 库内法规, collect(DISTINCT p)[..10] AS 条款
ORDER BY 次数 DESC, x.name
