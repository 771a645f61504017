// title.zh: 约束甲而不约束乙的规定
// title.en: What binds one and not the other
// about.zh: 甲承担而乙不承担的义务，例如省人民政府有、县人民政府没有的。
// about.en: Duties the first actor bears and the second does not.
// param: statute | statute | 法规 | statute
// param: actor | actor | 甲 | first actor
// param: other | actor | 乙 | second actor
// tags: 主体、比较
// columns: 义务、类型、承担者、条款

MATCH (:Actor {statute: $statute, name: $actor})-[:BEARS]->(d:Duty)
WHERE NOT EXISTS { (:Actor {statute: $statute, name: $other})-[:BEARS]->(d) }
MATCH (d)-[:STATED_IN]->(p:Provision)
MATCH (a:Actor)-[:BEARS]->(d)
RETURN d AS 义务, d.modality AS 类型, collect(DISTINCT a) AS 承担者, p AS 条款
ORDER BY p.start, d.start
