// title.zh: 哪些条文被引用最多
// title.en: Most cited provisions
// about.zh: 被本法规其他条款、以及库里其他法规引用的次数。
// about.en: How often a provision is cited, in this statute and by others of the library.
// param: statute | statute | 法规 | statute
// tags: 引用、统计
// columns: 条款、次数、引用者

MATCH (q:Provision)-[r:REFERS_TO]->(p:Provision {statute: $statute})
RETURN p AS 条款, count(r) AS 次数, collect(DISTINCT q)[..10] AS 引用者
ORDER BY 次数 DESC, p.start
