// title.zh: 有哪些罚款，各多少
// title.en: Fines and their amounts
// about.zh: 每一档罚款的幅度（元）、百分比、倍数和封顶。按金额从高到低。
// about.en: Each band of fine: yuan, percent, multiples and cap; highest first.
// param: statute | statute | 法规 | statute
// tags: 罚则、金额
// columns: 措施、情形、最低元、最高元、百分比上限、倍数上限、封顶元、条款

MATCH (s:Sanction {statute: $statute})-[:HAS_STEP]->(m:Measure {kind: 'fine'})
MATCH (s)-[:STATED_IN]->(p:Provision)
RETURN m AS 措施, m.condition AS 情形, m.minYuan AS 最低元, m.maxYuan AS 最高元, m.percentMax AS 百分比上限,
       m.multipleMax AS 倍数上限, m.capYuan AS 封顶元, p AS 条款
ORDER BY coalesce(m.capYuan, m.maxYuan, 0) DESC, p.start, m.order
