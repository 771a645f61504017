"""Two windows on one statute: a click never lands on something its person did not see."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from graph.library import corrections_of, entries, open_library, statute
from graph.review import review_queue
from ingest.corrections.log import append, new_event, read_log


def _window() -> AppTest:
    window = AppTest.from_string("import views.review\nviews.review.page()\n", default_timeout=90)
    window.run()
    assert not window.exception
    return window


def test_a_verdict_on_an_item_decided_meanwhile_is_not_put_on_the_next(own_library):
    window = _window()
    library = open_library()
    held = statute(library, entries(library)[0].statutes[0].id)
    assert held is not None
    path = corrections_of(library, held.id)
    assert path is not None
    first = review_queue(held)[0]
    theirs = new_event("李某", "reject", "link", first.anchor)
    append(path, theirs)
    window.button(key="review.accept").click().run()
    assert read_log(path).events == (theirs,)
    assert any("另一个窗口" in one.value for one in window.warning)
    window.button(key="review.accept").click().run()
    mine = read_log(path).events[-1]
    assert (mine.op, mine.anchor) == ("accept", review_queue(held)[1].anchor)


def test_undo_takes_back_what_the_button_showed(own_library):
    window = _window()
    window.button(key="review.accept").click().run()
    library = open_library()
    path = corrections_of(library, entries(library)[0].statutes[0].id)
    assert path is not None
    mine = read_log(path).events[0]
    held = statute(library, entries(library)[0].statutes[0].id)
    assert held is not None
    append(path, new_event("李某", "accept", "link", review_queue(held)[5].anchor))
    window.button(key="curation.undo").click().run()
    assert read_log(path).events[-1].event == mine.id
