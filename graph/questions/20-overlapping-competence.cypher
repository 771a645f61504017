// title.zh: 哪些事项由几个机关共同管
// title.en: Overlaps of competence
// about.zh: 同一义务或职责由两个以上机关承担：要么是共同职责，要么会推诿。
// about.en: Duties borne by two or more organs: shared, or nobody's.
// param: statute | statute | 法规 | statute
// tags: 主体、重叠
// columns: 义务、机关数、机关、条款

MATCH (a:Actor {statute: $statute})-[:BEARS]->(d:Duty)
WHERE a.kind IN ['government', 'department']
WITH d, collect(DISTINCT a) AS organs WHERE size(organs) > 1
MATCH (d)-[:STATED_IN]->(p:Provision)
RETURN d AS 义务, size(organs) AS 机关数, organs AS 机关, p AS 条款
ORDER BY p.start, d.start
