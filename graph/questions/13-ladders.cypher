// title.zh: 处罚阶梯
// title.en: The ladders of sanctions
// about.zh: 每条罚则按次序的各步：什么情形、什么措施、由谁、对谁。
// about.en: The steps of each ladder in order: on what condition, which measure, by whom, on whom.
// param: statute | statute | 法规 | statute
// tags: 罚则
// columns: 罚则、次序、情形、措施、执法机关、处罚对象

MATCH (s:Sanction {statute: $statute})-[:HAS_STEP]->(m:Measure)
OPTIONAL MATCH (m)-[:IMPOSED_BY]->(e:Actor)
OPTIONAL MATCH (m)-[:IMPOSED_ON]->(t:Actor)
RETURN s AS 罚则, m.order AS 次序, m.condition AS 情形, m AS 措施, collect(DISTINCT e) AS 执法机关, collect(DISTINCT t) AS 处罚对象
ORDER BY s.start, m.order
