"""Corrections travel: the statute with its corrections as one file, such a file taken in, and the corrected reading as gold."""

from __future__ import annotations

from datetime import date

import streamlit as st

from graph import library, parcel
from graph.library import LibraryError
from ingest.corrections.log import read_log
from ingest.read import ReadError
from ingest.statute import Statute

from . import curation, database, shelf
from .evidence import plain
from .exports.bundle import safe_name
from .language import language, t


def share(statute: Statute) -> None:
    """The files to take away and the way to take one in."""
    st.markdown(f"**{t('review.share')}**")
    st.download_button(
        t("review.pack"),
        lambda: parcel.pack(shelf.folder(), statute.id, statute.title),
        f"{safe_name(statute.title)}-{date.today().isoformat()}.famai",
        "application/zip",
        on_click="ignore",
        width="stretch",
        icon=":material/download:",
    )
    st.download_button(
        t("review.gold"),
        lambda: parcel.pack_gold(statute),
        f"{safe_name(statute.title)}-gold.zip",
        "application/zip",
        help=t("review.gold_help"),
        on_click="ignore",
        width="stretch",
        icon=":material/verified:",
    )
    entry = library.entry_of(shelf.folder(), statute.id)
    for path in library.orphaned_corrections(shelf.folder(), entry) if entry else ():
        st.warning(t("review.orphaned", n=len(read_log(path).events), file=path.name))
    bad = curation.log(statute).bad
    if bad:
        st.warning(t("review.bad_lines", n=len(bad), lines="、".join(str(one.line) for one in bad[:8])))
    given = st.file_uploader(t("review.unpack"), type=["famai", "zip"], key="review.parcel")
    if given is not None and st.button(t("review.take_in"), width="stretch"):
        try:
            taken = parcel.take_in(shelf.folder(), parcel.unpack(given.getvalue()))
        except (parcel.ParcelError, LibraryError) as error:
            st.error(error.message(language()))
        except ReadError as error:
            st.error(error.message(language()))
        else:
            database.refill()
            st.success(t("review.taken", n=taken.added))
            if taken.bad_lines:
                st.warning(t("review.bad_lines", n=taken.bad_lines, lines="—"))
            for ours, theirs in taken.disputed:
                st.warning(
                    t("review.disputed", ours=plain(curation.told(ours) or ""), theirs=plain(curation.told(theirs) or ""))
                )
