// title.zh: 这一条引用了谁、被谁引用
// title.en: References from and to an article
// about.zh: 一条（含其款、项）与其他条款、法律之间的引用，两个方向。
// about.en: References of an article and its parts, both ways.
// param: article | article | 条 | article
// tags: 引用、条文
// columns: 方向、对方、原文

MATCH (:Article {id: $article})-[:HAS_PART*0..4]->(p:Provision)
CALL {
  WITH p MATCH (p)-[r:REFERS_TO]->(x) RETURN '引用' AS way, x, r
  UNION
  WITH p MATCH (p)<-[r:REFERS_TO]-(x) RETURN '被引用' AS way, x, r
}
RETURN way AS 方向, x AS 对方, r.quote AS 原文
ORDER BY way, r.start
