"""Pages of official sites: the statute, not the menu."""

from __future__ import annotations

import pytest

from ingest.read import read_bytes

MODERN = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>海东省数据条例_海东省人民政府</title><style>.a{}</style></head><body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a>政务公开</a></li><li><a>第一条线路</a></li></ul></div>
<div class="crumb">当前位置：<a>首页</a> &gt; <a>法规</a></div>
<div class="wrap"><div class="main"><h1>海东省数据条例</h1>
<div class="info">来源：海东人大 &nbsp; 发布时间：2021-03-02 <a href="#">【打印】</a></div>
<div class="content"><p align="center">（2021年3月1日海东省第十届人民代表大会常务委员会第二次会议通过）</p>
<p>　　第一条 为了规范数据管理，
保护<b>数据</b>安全，制定本条例。</p>
<p>　　第二条 数据处理者应当遵守下列规定：<br>　　（一）保存记录；<br/>　　（二）定期检查。</p>
<script>var a="第九条 x";</script>
<table><tr><th>项目</th><th>金额</th></tr><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>
<p>　　第三条 <a href="/law">《数据安全法》</a>另有规定的，从其规定。</p>
<p style="display: none">第四条 隐藏</p></div>
<div class="tools"><a>打印</a><a>关闭</a></div></div>
<div class="side"><h3>相关阅读</h3><ul><li><a>第一条新闻</a></li><li><a>海东省水条例</a></li></ul></div></div>
<div class="footer">主办单位：海东省人民政府 版权所有</div></body></html>"""

OLD = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>海东市管理办法</title></head><body>
<table width=100%><tr><td><a>首页</a></td><td><a>新闻</a></td></tr></table>
<table><tr><td align=center><font size=5>海东市管理办法</font></td></tr><tr><td>　　第一章 总则<br>　　第一条 为了管理，制定本办法。<br>
　　第二条 市人民政府应当加强领导。<br>　　第三条 本办法自2020年1月1日起施行。<br><br></td></tr></table>
<table><tr><td>上一篇：<a>某某</a></td></tr><tr><td>版权所有 海东市</td></tr></table></body></html>"""

REPLY = """<html><head><title>关于某事的批复</title></head><body><div><a>首页</a><a>导航</a></div><div id=c><h2>关于某事的批复</h2>
<p>海东市人民政府：</p><p>你市《关于某事的请示》收悉。现批复如下：</p><p>一、原则同意你市的方案，请认真组织实施，确保各项工作落实到位。</p>
<p>二、请按照有关规定办理。</p><p>海东省人民政府</p><p>2020年1月1日</p></div><div class=f>主办单位：某办</div></body></html>"""


def lines(page: str) -> list[str]:
    return read_bytes(page.encode(), "a.html").text.splitlines()


def test_a_page_of_today() -> None:
    assert lines(MODERN) == [
        "海东省数据条例",
        "（2021年3月1日海东省第十届人民代表大会常务委员会第二次会议通过）",
        "　　第一条 为了规范数据管理，保护数据安全，制定本条例。",
        "　　第二条 数据处理者应当遵守下列规定：",
        "　　（一）保存记录；",
        "　　（二）定期检查。",
        "| 项目 | 金额 |",
        "| 甲 | 1 |",
        "| 乙 | 2 |",
        "　　第三条 《数据安全法》另有规定的，从其规定。",
    ]


def test_a_page_laid_out_with_tables_in_an_old_encoding() -> None:
    raw = read_bytes(OLD.encode("gb18030"), "a.htm")
    assert raw.origin.encoding == "gb18030"
    assert raw.text.splitlines() == [
        "海东市管理办法",
        "　　第一章 总则",
        "　　第一条 为了管理，制定本办法。",
        "　　第二条 市人民政府应当加强领导。",
        "　　第三条 本办法自2020年1月1日起施行。",
    ]


def test_a_page_that_declares_a_wrong_encoding() -> None:
    page = MODERN.replace("utf-8", "gb2312")
    assert lines(page)[0] == "海东省数据条例"


def test_a_page_without_articles() -> None:
    assert lines(REPLY) == [
        "关于某事的批复",
        "海东市人民政府：",
        "你市《关于某事的请示》收悉。现批复如下：",
        "一、原则同意你市的方案，请认真组织实施，确保各项工作落实到位。",
        "二、请按照有关规定办理。",
        "海东省人民政府",
        "2020年1月1日",
    ]


def test_the_title_and_not_the_name_of_the_site() -> None:
    page = (
        "<html><head><title>海东省水条例-海东省人民政府门户网站</title></head><body><h2>政务公开</h2><div><h2 class=t>海东省水条例</h2>"
        "<div>发布日期：2021-03-02</div><div class=x><h3>打印本页</h3></div><div id=z><div id='第一条'><p>　　第一条  为了保护水。</p></div>"
        "<div id='第二条'><p>　　第二条  省人民政府应当治水。</p></div></div></div></body></html>"
    )
    assert lines(page) == ["海东省水条例", "　　第一条 为了保护水。", "　　第二条 省人民政府应当治水。"]


def test_ordered_lists_keep_the_numbers_a_browser_shows() -> None:
    page = "<html><body><ol><li>甲<li>乙</ol><ol start=3><li>丙<li>（四）丁</ol><ul><li>戊</ul>"
    assert lines(page) == ["1. 甲", "2. 乙", "3. 丙", "（四）丁", "戊"]


def test_markup_in_the_text_is_text() -> None:
    page = "<html><body><p>第一条 &lt;script&gt;alert(1)&lt;/script&gt; 是文字。</p><p>第二条 末。</p></body></html>"
    assert lines(page)[0] == "第一条 <script>alert(1)</script> 是文字。"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 20_000 + "第一条 深。",
        "<html><body>" + "<p>第一条 多。" * 20_000,
        "<html>" + "<table><tr><td>" * 3_000 + "第一条 层。",
    ],
)
def test_hostile_pages(page: str) -> None:
    assert "第一条" in lines(page)[0]
