"""The form that is sent to those of whom something is wanted: a small tree, drawn by the renderers of every agreement.

Each body has pages of its own, so that they can be sent alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from concordat.compose.apparatus import apparatus_of
from concordat.language.canonical import with_schema
from concordat.language.english import join_names
from concordat.model.asked import Asked, AskedBody, AskedList
from concordat.model.library import House
from concordat.model.tree import (
    Agreement,
    Group,
    GroupKind,
    Paragraph,
    Role,
    RunningLine,
    Text,
)
from concordat.project.blanks_report import (
    ANSWER,
    ANSWERING,
    NOTHING,
    PLACES,
    TITLE,
    UNTIL,
    WANTED,
    places_of,
    stands_until,
)
from concordat.project.small_trees import heading_of, row_of, table_of

_ASKED = (("wanted", WANTED, 22), ("until", UNTIL, 12), ("places", PLACES, 36), ("answer", ANSWER, 30))
_NAMED = (("path", "Named here as", 40), ("title", "Agreement", 25), ("of", "Of", 35))
_SUMMARY = (
    "One row for each thing wanted, with the places where it goes; the last column is free for the answer."
)


def blanks_form(found: AskedList, house: House) -> Agreement:
    """The form: how to answer, then pages for each body with a table to write in, then the agreements that it names."""
    answering = Paragraph("answering~start", Role.START, (Text(ANSWERING if found.bodies else NOTHING),))
    opening = Group(
        "answering", GroupKind.TERMS, "", 0, heading_of("answering", "How to answer"), (answering,)
    )
    groups = (opening, *(_body(number, body, house) for number, body in enumerate(found.bodies, start=1)))
    if found.agreements:
        groups = (*groups, _agreements(found, house))
    of = join_names(found.footprints)
    form = Agreement(
        1,
        "blanks",
        "",
        TITLE,
        of,
        "en-GB",
        groups,
        (RunningLine("running/header", (Text(f"{TITLE}: {of}" if of else TITLE),)),),
        (),
        apparatus_of(house),  # what is asked is wanted for drafts
        cover="head",
    )
    return with_schema(form)


def _body(number: int, body: AskedBody, house: House) -> Group:
    name = f"asked-{number}"
    rows = tuple(
        row_of(f"{name}/wanted#{place}", _asked_cells(asked))
        for place, asked in enumerate(body.asked, start=1)
    )
    table = table_of(f"{name}/wanted", f"Wanted of {body.heading}", _SUMMARY, _ASKED, rows, house, wide=True)
    return Group(name, GroupKind.PACK_PART, "", 0, heading_of(name, body.heading), (table,))


def _asked_cells(asked: Asked) -> Iterator[tuple[str, str]]:
    lines = (f"In {join_names(going.agreements)}: {places_of(going)}." for going in asked.going)
    yield "wanted", asked.wanted
    yield "until", stands_until(asked.until)
    yield "places", " ".join(lines)
    yield "answer", ""


def _agreements(found: AskedList, house: House) -> Group:
    rows = tuple(
        row_of(f"agreements/named#{one.path}", (("path", one.path), ("title", one.title), ("of", one.of)))
        for one in found.agreements
    )
    summary = "One row for each agreement in which something is wanted."
    table = table_of(
        "agreements/named", "Agreements in which something is wanted", summary, _NAMED, rows, house
    )
    return Group(
        "agreements", GroupKind.PACK_PART, "", 0, heading_of("agreements", "The agreements"), (table,)
    )
