// title.zh: 这个主体的责任链
// title.en: The responsibility chains of one actor
// about.zh: 主体 → 义务 → 违法行为 → 罚则 → 措施 → 执法机关。没有后半段的义务也列出，空着的就是条例未规定。
// about.en: Actor → duty → violation → ladder → measure → enforcer. Duties without the second half are listed too: what is empty the statute does not provide.
// param: statute | statute | 法规 | statute
// param: actor | actor | 主体 | actor
// tags: 责任链、主体
// columns: 义务、条款、违法行为、关联、措施、执法机关

MATCH (a:Actor {statute: $statute, name: $actor})-[:BEARS]->(d:Duty)-[:STATED_IN]->(p:Provision)
OPTIONAL MATCH (d)<-[v:VIOLATES]-(c:Conduct)<-[:PUNISHES]-(s:Sanction)-[:HAS_STEP]->(m:Measure)
WHERE v.status <> 'rejected'
OPTIONAL MATCH (m)-[:IMPOSED_BY]->(e:Actor)
RETURN d AS 义务, p AS 条款, c AS 违法行为, v.strength AS 关联, m AS 措施, collect(DISTINCT e) AS 执法机关
ORDER BY p.start, d.start, m.order
