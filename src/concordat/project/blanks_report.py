"""What is asked, as a report: a table for each body on a web page, one table of everything in a workbook."""

from __future__ import annotations

from concordat.model.asked import Asked, AskedBody, AskedList, Going
from concordat.model.report import Report, ReportCell, ReportPart, ReportTable, Stretch

TITLE = "What is still wanted"
ANSWERING = (
    "Each thing is asked once for each footprint, with every agreement and place where its answer goes. "
    "Where one answer is not right for all of them, say which answer is for which agreement."
)
"""How the lists are to be read and answered."""

NOTHING = "Nothing is wanted."
WANTED, UNTIL, AGREEMENTS, PLACES, ANSWER = (
    "What is wanted",
    "May stand until",
    "Agreements",
    "Where it goes",
    "Answer",
)
"""The heads of the columns."""

_ENDS = {
    "for-approval": "it goes for approval",
    "approval": "it is approved",
    "signing": "it is signed",
}


def by_body(found: AskedList) -> Report:
    """A list for each body under its name."""
    parts = tuple(_part(number, body) for number, body in enumerate(found.bodies, start=1))
    return Report(TITLE, "en-GB", parts or (ReportPart(NOTHING, (), ()),))


def in_one_table(found: AskedList) -> Report:
    """One table of everything, a row for each thing wanted, that people filter by body."""
    rows = tuple(
        (_plain(body.heading), *_cells(asked), _plain("")) for body in found.bodies for asked in body.asked
    )
    headings = ("Wanted of", WANTED, UNTIL, AGREEMENTS, PLACES, ANSWER)
    table = ReportTable("wanted", f"{TITLE}. {ANSWERING}", headings, rows, NOTHING, free=True)
    return Report(TITLE, "en-GB", (ReportPart(TITLE, (), (table,)),))


def stands_until(until: str) -> str:
    """Until when a blank may stand, in words."""
    return _ENDS.get(until, until)


def places_of(going: Going) -> str:
    """The places of some agreements as the lists print them."""
    return "; ".join(going.places)


def _part(number: int, body: AskedBody) -> ReportPart:
    rows = tuple((*_cells(asked), _plain("")) for asked in body.asked)
    headings = (WANTED, UNTIL, AGREEMENTS, PLACES, ANSWER)
    table = ReportTable("wanted", f"Wanted of {body.heading}", headings, rows, NOTHING, free=True)
    return ReportPart(body.heading, (ANSWERING,) if number == 1 else (), (table,))


def _cells(asked: Asked) -> tuple[ReportCell, ...]:
    """What is wanted, until when, in which agreements, and where: on a line for each agreement where several want it."""
    one = len(asked.agreements) == 1
    lines = [
        places_of(going) if one else f"{', '.join(going.agreements)}: {places_of(going)}"
        for going in asked.going
    ]
    return (
        _plain(asked.wanted),
        _plain(stands_until(asked.until)),
        _plain("\n".join(asked.agreements)),
        _plain("\n".join(lines)),
    )


def _plain(text: str) -> ReportCell:
    return (Stretch(text),)
