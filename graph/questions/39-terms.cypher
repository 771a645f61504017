// title.zh: 定义了哪些术语，用在哪里
// title.en: Terms and their uses
// about.zh: 术语、含义、定义所在条款和使用它的条款数。
// about.en: Terms, what they mean, where they are defined and how many provisions use them.
// param: statute | statute | 法规 | statute
// tags: 术语
// columns: 术语、含义、定义于、使用条款数

MATCH (t:Term {statute: $statute})
OPTIONAL MATCH (t)-[:DEFINED_IN]->(p:Provision)
RETURN t AS 术语, t.definition AS 含义, p AS 定义于, COUNT { (t)<-[:USES]-(:Provision) } AS 使用条款数
ORDER BY p.start, t.start
