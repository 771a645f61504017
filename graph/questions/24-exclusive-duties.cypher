// title.zh: 哪些义务只由这个主体承担
// title.en: Duties of one actor alone
// about.zh: 应当和不得之中，承担者只有选定主体一个的。
// about.en: Duties whose only bearer is the chosen actor.
// param: statute | statute | 法规 | statute
// param: actor | actor | 主体 | actor
// tags: 主体、义务
// columns: 义务、类型、条款

MATCH (a:Actor {statute: $statute, name: $actor})-[:BEARS]->(d:Duty)
WHERE d.modality IN ['obligation', 'prohibition'] AND COUNT { (d)<-[:BEARS]-(:Actor) } = 1
MATCH (d)-[:STATED_IN]->(p:Provision)
RETURN d AS 义务, d.modality AS 类型, p AS 条款
ORDER BY p.start, d.start
