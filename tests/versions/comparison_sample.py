"""A comparison made by hand, with a change of every kind: what views are held to, whoever weighs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from concordat.model.changes import Change, Edit, Kind, Nature, Shown, Sort
from concordat.model.comparison import (
    Compared,
    Comparison,
    Consequence,
    FirstLine,
    Renumbered,
    Route,
    Weighed,
)
from concordat.versions.routes import INDICATION

OLD = Compared("valley/loan@1.0", "valley/loan", "Branch Loan Agreement", "Dale Branch", "1.0", "approved",
               "2024-02-05", "2024-04-01", "a" * 64)  # fmt: skip
NEW = replace(
    OLD, name="valley/loan@1.1", number="1.1", state="for signature", date="2024-02-10", digest="b" * 64
)

LEGAL, MONEY, SERVICES, DATA = (8, "legal substance"), (6, "money"), (5, "services"), (2, "formal data")


def route(grade: tuple[int, str], who: str = "Board, under minute 7", party: str = "") -> Route:
    said = (
        f"Class {grade[0]} ({grade[1]}). Indicated route: {f'{party}: ' if party else ''}{who}. {INDICATION}"
    )
    return Route(
        said, who.partition(",")[0], "minute 7", True, party=f"party/{party.lower()}" if party else ""
    )


def shown(identity: str, name: str, before: str | None, after: str | None) -> Shown:
    return Shown(identity if before is not None else None, identity if after is not None else None, name, name, before, after)  # fmt: skip


def change(kind: Kind, sort: Sort, identity: str, name: str, before: str | None, after: str | None, **more: object) -> Change:  # fmt: skip
    places = (shown(identity, name, before, after), *more.pop("places", ()))  # type: ignore[misc]
    nature = Nature.DATA if sort in (Sort.CELL, Sort.ROW, Sort.PARTICULAR) else Nature.WORDING
    made = Change(kind, sort, nature, identity, name if before is not None else "", name, "", None, places)
    return replace(made, **more)  # type: ignore[arg-type]


_REPAY = (Edit("Each Branch must ", "Each Branch must ", True), Edit("", "promptly ", False), Edit("return each Book.", "return each Book.", True))  # fmt: skip
_FEE = (Edit("The fee is paid ", "The fee is paid ", True), Edit("monthly", "each quarter", False), Edit(".", ".", True))  # fmt: skip
_BOOK = (Edit("a printed", "any", False), Edit(" volume", " volume", True))

CHANGES = (
    (LEGAL, change(Kind.REWORDED, Sort.PROVISION, "returns/each", "clause 4.1", "Each Branch must return each Book.", "Each Branch must promptly return each Book.", edits=_REPAY)),
    (LEGAL, change(Kind.REWORDED, Sort.DEFINITION, "term/book", "definition of Book", "a printed volume", "any volume", edits=_BOOK)),
    (LEGAL, change(Kind.REMOVED, Sort.CLAUSE, "insurance", "clause 9", "Insurance", None, name_before="clause 9", name_after="", places=(shown("insurance/all", "clause 9.1", "Each Branch insures <its> Books.", None),))),
    (MONEY, change(Kind.CHANGED, Sort.CELL, "fees/table#late/sum", "table “Fees” in Schedule 2, row “Late”, column “Sum (£)”", "£1,000", "£1,250", money_before=Decimal(1000), money_after=Decimal(1250), places=(shown("pay/late", "clause 5.2", "a fee of £1,000", "a fee of £1,250"),))),
    (MONEY, change(Kind.MOVED, Sort.PROVISION, "pay/when", "clause 5.4", "The fee is paid monthly.", "The fee is paid each quarter.", name_before="clause 5.1", edits=_FEE)),
    *((SERVICES, change(Kind.ADDED, Sort.ROW, f"lines/table#{n}", f"table “Collections” in Schedule 1, row “{name}”", None, name)) for n, name in enumerate(("Maps", "Music", "Talking books"), 1)),
    (DATA, change(Kind.CHANGED, Sort.PARTICULAR, "particular/keeper", "Particulars, Keeper", "[Keeper: from Dale Branch]", "A. Reader")),
)  # fmt: skip


def _routes(grade: tuple[int, str]) -> tuple[Route, ...]:
    if grade is LEGAL:
        return tuple(route(grade, who, party) for who, party in (("Board of Trustees, under minute 7", "Trust"), ("the body that approved it: no delegation recorded", "Dale")))  # fmt: skip
    return (route(grade),)


def sample() -> Comparison:
    """The comparison."""
    weighed = [
        Weighed(number, one, *grade, f"it is of class {grade[0]}", (), _routes(grade))
        for number, (grade, one) in enumerate(CHANGES, start=1)
    ]
    follows = (Consequence("returns/each", "clause 4.1", "uses the term"),)
    weighed[1] = replace(weighed[1], consequences=follows)
    first = (
        FirstLine("national", "National text", "none"),
        FirstLine("services", "Services", "3 added: Maps, Music, Talking books", (6, 7, 8)),
        FirstLine("money", "Money", "the late fee", (4, 5), Decimal(1000), Decimal(1250)),
    )
    numbers = (Renumbered("disputes", "clause 10", "clause 9"),)
    said = (
        "Authority relied on: version 1.0 was approved by Dale Branch (Board, 5 February 2024, minute 7).",
    )
    return Comparison(OLD, NEW, first, tuple(weighed), _routes(LEGAL), numbers, said)


def no_change() -> Comparison:
    """The comparison of two texts that say the same."""
    return Comparison(OLD, replace(NEW, digest=OLD.digest), (), (), (), ())
