// title.zh: 这个主体在别的法规里
// title.en: An actor in other statutes
// about.zh: 库里其他法规中同名的主体（不合并），各承担多少规范。
// about.en: Same-named actors of other statutes (not merged), and how many norms each bears.
// param: statute | statute | 法规 | statute
// param: actor | actor | 主体 | actor
// tags: 主体、跨法规
// columns: 法规、主体、规范数

MATCH (a:Actor {statute: $statute, name: $actor})
MATCH (b:Actor {name: a.name})
MATCH (s:Statute {id: b.statute})
RETURN s AS 法规, b AS 主体, COUNT { (b)-[:BEARS]->(:Norm) } AS 规范数
ORDER BY 规范数 DESC, s.title
