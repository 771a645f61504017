// title.zh: 这一条的责任链
// title.en: The responsibility chain of one article
// about.zh: 从一条出发：里面的义务由谁承担，违反了由谁怎样处理。
// about.en: From one article: who bears its duties, and who does what when they are breached.
// param: article | article | 条 | article
// tags: 责任链、条文
// columns: 义务、承担者、违法行为、措施、执法机关

MATCH (x:Article {id: $article})-[:HAS_PART*0..4]->(p:Provision)<-[:STATED_IN]-(d:Duty)
OPTIONAL MATCH (a:Actor)-[:BEARS]->(d)
OPTIONAL MATCH (d)<-[v:VIOLATES]-(c:Conduct)<-[:PUNISHES]-(:Sanction)-[:HAS_STEP]->(m:Measure)
WHERE v.status <> 'rejected'
OPTIONAL MATCH (m)-[:IMPOSED_BY]->(e:Actor)
RETURN d AS 义务, collect(DISTINCT a) AS 承担者, c AS 违法行为, m AS 措施, collect(DISTINCT e) AS 执法机关
ORDER BY d.start, m.order
