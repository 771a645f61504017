"""Reader, search, hostile text, and the database's answers, in a real browser."""

from __future__ import annotations

from views.pages import PAGES

from .driving import STATUTE, Visitor, is_norm

HOSTILE = (
    "某市<script>window.famaiHostile=1</script>数据办法\n\n第一章 总则\n\n"
    '第一条 市人民政府应当<img src=x onerror="window.famaiHostile=2">公布</script>目录。\n\n'
    "第二条 市\u202e网信\u202c主管部门不得" + "收集" * 2500 + "数据。\n\n"
    '第三条 违反本办法第二条规定的，由市公安机关处一万元以下罚款<svg onload="window.famaiHostile=3">。\n'
)


def test_the_reader_goes_to_a_reference_and_back(visitor: Visitor):
    visitor.open("reader", statute=STATUTE, at="c8.a49")
    page = visitor.page
    page.locator(".reader[data-ready]").wait_for()
    page.locator(".line.here").wait_for()
    assert page.locator(".line.here").first.inner_text().startswith("第四十九条")
    article = page.locator(".block.current")
    assert article.count() == 1
    page.locator(".tree button", has_text="第五十二条").click()
    visitor.settled()
    assert page.locator(".line.here").first.inner_text().startswith("第五十二条")
    page.locator(".tools button", has_text="←").click()
    visitor.settled()
    assert page.locator(".line.here").first.inner_text().startswith("第四十九条")
    assert visitor.address()["at"] == ["c8.a49"]


def test_marks_can_be_switched_off_and_the_link_says_so(visitor: Visitor):
    visitor.open("reader", statute=STATUTE)
    page = visitor.page
    page.locator(".reader[data-ready]").wait_for()
    button = page.locator(".tools button[data-kind=actor]")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    visitor.settled()
    assert button.get_attribute("aria-pressed") == "false"
    assert visitor.address()["noteoff"] == ["actor"]


def test_text_leads_to_the_graph_and_back(visitor: Visitor):
    visitor.open("reader", statute=STATUTE, at="c6.a38")
    page = visitor.page
    page.locator(".block.current .acts button").first.click()
    page.wait_for_url("**/chains?**")
    visitor.picture()
    assert visitor.address()["focus"] == [f"unit:{STATUTE}:c6.a38"]
    visitor.click_card(is_norm)
    words = visitor.marked_words()
    page.get_by_role("button", name="在条文中看").click()
    page.wait_for_url("**/reader?**")
    page.locator(".reader[data-ready]").wait_for()
    assert "".join(visitor.marked_words()).replace("\n", "") == "".join(words).replace("\n", "")


def test_search_goes_to_an_article_and_into_the_picture(visitor: Visitor):
    visitor.open("reader", statute=STATUTE)
    page = visitor.page
    page.locator(".reader[data-ready]").wait_for()
    page.keyboard.press("Control+k")
    page.keyboard.type("41")
    page.locator("li[role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**at=c6.a41**")
    visitor.chains(statute=STATUTE)
    page.keyboard.press("Control+k")
    page.keyboard.type("scjdglbm")
    page.locator("li[role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**sel=**")
    seen = visitor.picture()
    chosen = visitor.address()["sel"][0]
    assert chosen in seen["marked"]
    at = seen["at"][chosen]
    frame = page.locator(".canvas .box").bounding_box()
    assert frame and 0 <= at["x"] <= frame["width"] and 0 <= at["y"] <= frame["height"]


def test_a_hostile_statute_is_shown_and_never_run(visitor: Visitor):
    visitor.open("")
    page = visitor.page
    page.get_by_text("粘贴文字").click()
    page.get_by_label("法规全文").fill(HOSTILE)
    page.get_by_role("button", name="载入", exact=True).last.click()
    page.get_by_text("已载入").first.wait_for()
    page.goto(f"{visitor.app.url}/")
    card = page.locator("[class*=st-key-entry]", has_text="famaiHostile")
    card.wait_for()
    card.get_by_role("button", name="责任链").click()
    page.wait_for_url("**/chains?**")
    visitor.picture()
    visitor.click_card(lambda one: one.startswith(("norm|", "provision|")))
    assert page.evaluate("() => window.famaiHostile") is None
    statute = visitor.address()["statute"][0]
    visitor.open("reader", statute=statute)
    page.locator(".reader[data-ready]").wait_for()
    assert "<script>" in page.locator(".text").inner_text()
    assert page.locator(".reader img, .reader svg, .reader script").count() == 0
    page.keyboard.press("Control+k")
    page.keyboard.type("收集")
    page.locator("li[role=option]").first.wait_for()
    assert page.evaluate("() => window.famaiHostile") is None
    for entry in PAGES:
        visitor.open("" if entry.default else entry.id, statute=statute)
        visitor.settled()
        assert page.evaluate("() => window.famaiHostile") is None, entry.id
        assert page.locator("img[src=x], svg[onload]").count() == 0, entry.id
    assert visitor.app.failures() == ""
    page.goto(f"{visitor.app.url}/")
    card.wait_for()
    card.get_by_role("button", name="移除").click()
    page.get_by_text("已移除").wait_for()


def test_cypher_answers_on_the_real_server(visitor: Visitor):
    visitor.open("cypher", statute=STATUTE, mode="write")
    page = visitor.page
    page.locator(".editor[data-ready]").wait_for(timeout=240_000)
    editor = page.locator(".cm-content")
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("MATCH (s:Statute {id: $statute})-[:HAS_PART*]->(a:Article) RETURN count(a) AS n")
    page.keyboard.press("Control+Enter")
    page.get_by_text("1 行").first.wait_for()
    page.get_by_text("数据", exact=True).click()
    page.get_by_text('"n": 54').wait_for()
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("MATCH (n) DETACH DELETE n")
    page.keyboard.press("Control+Enter")
    page.get_by_text("只能查询").wait_for()
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("MATCH (n:Actor RETURN n")
    page.keyboard.press("Control+Enter")
    page.get_by_text("语法错误").first.wait_for()
    page.locator(".cm-lintRange-error").first.wait_for()


def test_a_question_of_the_library_is_answered_and_a_row_leads_to_its_words(visitor: Visitor):
    visitor.open("cypher", statute=STATUTE, q="duties-of-an-actor", p_actor="省人民政府")
    page = visitor.page
    page.get_by_role("button", name="提问").click(timeout=240_000)
    page.get_by_text("行，").first.wait_for()
    page.get_by_text("省人民政府）").first.wait_for()
    frame = page.locator("[data-testid=stDataFrame]").first
    frame.wait_for()
    box = frame.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 17, box["y"] + 52)
    assert visitor.marked_words()
