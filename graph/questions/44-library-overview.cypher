// title.zh: 库里有哪些法规
// title.en: The statutes of the library
// about.zh: 每部法规的条数、主体数、义务数、罚则数。
// about.en: Articles, actors, duties and ladders of each statute.
// tags: 跨法规、统计
// columns: 法规、类别、施行日期、条数、主体数、义务数、罚则数

MATCH (s:Statute)
RETURN s AS 法规, s.kind AS 类别, s.effective AS 施行日期,
       COUNT { MATCH (:Provision:Article {statute: s.id}) } AS 条数,
       COUNT { MATCH (:Actor {statute: s.id}) } AS 主体数,
       COUNT { MATCH (:Norm:Duty {statute: s.id}) } AS 义务数,
       COUNT { MATCH (:Sanction {statute: s.id}) } AS 罚则数
ORDER BY s.title
