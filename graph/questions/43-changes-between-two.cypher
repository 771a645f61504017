// title.zh: 两部法规的义务有什么不同
// title.en: Differences between two statutes
// about.zh: 甲有而乙没有、乙有而甲没有的同文义务（逐字比较；用于同一法规的两个版本最合适）。
// about.en: Duties of one statute whose words the other does not have, both ways; best for two versions of one statute.
// param: statute | statute | 法规甲 | first statute
// param: other | statute | 法规乙 | second statute
// tags: 比较、跨法规
// columns: 只在、义务、承担者、条款

CALL {
  MATCH (d:Norm:Duty {statute: $statute})
  WHERE NOT EXISTS { MATCH (e:Norm {statute: $other}) WHERE e.text = d.text }
  RETURN d
  UNION
  MATCH (d:Norm:Duty {statute: $other})
  WHERE NOT EXISTS { MATCH (e:Norm {statute: $statute}) WHERE e.text = d.text }
  RETURN d
}
MATCH (s:Statute {id: d.statute})
MATCH (d)-[:STATED_IN]->(p:Provision)
OPTIONAL MATCH (a:Actor)-[:BEARS]->(d)
RETURN s AS 只在, d AS 义务, collect(DISTINCT a) AS 承担者, p AS 条款
ORDER BY s.id, p.start, d.start
