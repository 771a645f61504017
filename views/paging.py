"""Long lists a page at a time; which page is in the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from . import address
from .language import t

T = TypeVar("T")


def paged(items: Sequence[T], name: str, size: int, *, locked: bool = False) -> Sequence[T]:
    """The items of the page in the address (``name``, from 1), with the way to the others where there is more than one.

    ``locked``: the way is barred, because something on this page is not saved yet.
    """
    last = max(1, -(-len(items) // size))
    asked = address.read(name)
    page = min(int(asked), last) if asked.isdigit() and int(asked) > 0 else 1
    if last > 1:
        _bar(name, page, last, size, len(items), locked)
    return items[(page - 1) * size : page * size]


def _bar(name: str, page: int, last: int, size: int, total: int, locked: bool) -> None:
    def turn(to: int) -> None:
        address.write(**{name: str(to) if to > 1 else None})

    back, told, forth, _ = st.columns([0.06, 0.3, 0.06, 0.58], vertical_alignment="center")
    back.button(
        "",
        icon=":material/chevron_left:",
        help=t("paging.back"),
        disabled=locked or page == 1,
        key=f"{name}.back",
        on_click=turn,
        args=(page - 1,),
    )
    told.caption(
        t("paging.told", first=(page - 1) * size + 1, last=min(page * size, total), total=total, page=page, pages=last)
        + (t("paging.locked") if locked else "")
    )
    forth.button(
        "",
        icon=":material/chevron_right:",
        help=t("paging.forth"),
        disabled=locked or page == last,
        key=f"{name}.forth",
        on_click=turn,
        args=(page + 1,),
    )
