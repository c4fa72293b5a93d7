"""What a board last saw, as the expressions and tables of its paper read it: from comparisons made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from concordat.compose.seen import LONGEST, NOTHING, seen_of
from concordat.diagnostics import Span
from concordat.model.changes import Change, Edit, Kind, Nature, Shown, Sort
from concordat.model.comparison import Compared, Comparison, FirstLine, Route, Weighed
from concordat.model.data import Datum
from concordat.model.pack import Spoken

SPAN = Span("agreements/valley/papers/hill-college.yaml", 3, 3)
OLD = Compared(
    "valley/sharing@1.0",
    "valley/sharing",
    "Data Sharing Agreement",
    "The Valley",
    "1.0",
    "approved",
    "2024-09-12",
    "",
    "a" * 64,
)
NEW = Compared(
    "valley/sharing",
    "valley/sharing",
    "Data Sharing Agreement",
    "The Valley",
    "",
    "not issued",
    "",
    "",
    "b" * 64,
)
BOARD = Route("Class 6 (money). Indicated route: Board of Hill College.", "Board of Hill College")
UNDER = Route("Class 2 (formal data). Indicated route: Secretary.", "Secretary", "resolution R3", True)


def change(kind: Kind, *places: tuple[str | None, str | None], edits: tuple[Edit, ...] = ()) -> Change:
    """A change whose places have these texts before and after."""
    shown = tuple(
        Shown(
            f"ending/p{n}" if was is not None else None,
            f"ending/p{n}" if now is not None else None,
            f"clause 4.{n}",
            f"clause 4.{n}",
            was,
            now,
        )
        for n, (was, now) in enumerate(places, start=1)
    )
    return Change(
        kind,
        Sort.PROVISION,
        Nature.WORDING,
        "ending/p1",
        "clause 4.1",
        "clause 4.1",
        "ending",
        6,
        shown,
        edits,
    )


def comparison(
    *changes: Change, routes: tuple[Route, ...] = (BOARD,), first: tuple[FirstLine, ...] = ()
) -> Comparison:
    weighed = tuple(
        Weighed(number, one, 6, "money", "clause 4 is of class 6", ("money",), routes)
        for number, one in enumerate(changes, 1)
    )
    return Comparison(OLD, NEW, first, weighed, routes, (), ("The older text is not in force.",))


def told(seen: Comparison | None) -> Mapping[str, Datum]:
    spoken = Spoken(
        "sharing",
        "valley/sharing",
        "Data Sharing Agreement",
        "The Valley",
        "draft, not issued",
        "b" * 64,
        {},
        {},
        0,
        0,
        (),
        SPAN,
        seen,
    )
    value = seen_of(spoken).value
    assert isinstance(value, Mapping)
    return value


def rows(seen: Mapping[str, Datum], name: str) -> list[dict[str, object]]:
    found = seen[name].value
    assert isinstance(found, tuple)
    return [{key: cell.value for key, cell in row.value.items()} for row in found]  # type: ignore[union-attr]


def test_a_board_that_saw_nothing_is_told_of_no_version() -> None:
    seen = told(None)
    assert seen["given"].value is False and rows(seen, "lines") == rows(seen, "changes") == []
    assert not {"version", "state", "date", "route"} & set(seen)


def test_the_version_and_the_route_of_the_whole_are_told_in_its_own_words() -> None:
    seen = told(comparison(change(Kind.REWORDED, ("a", "b"))))
    assert (seen["given"].value, seen["version"].value, seen["state"].value) == (True, "1.0", "approved")
    assert str(seen["date"].value) == "2024-09-12", "a date, so that it prints as one"
    assert seen["route"].value == f"The older text is not in force. {BOARD.said}"


def test_each_line_of_the_first_screen_is_a_row_none_said_too() -> None:
    lines = (
        FirstLine("parties", "Parties", "none"),
        FirstLine("money", "Money", "£1 more", (1,), Decimal(1), Decimal(2)),
    )
    assert rows(told(comparison(first=lines)), "lines") == [
        {"id": "parties", "heading": "Parties", "said": "none"},
        {"id": "money", "heading": "Money", "said": "£1 more"},
    ]


def test_each_change_is_a_row_with_its_class_and_route() -> None:
    edits = (
        Edit("The fee is", "The fee is", True),
        Edit(" £1", " £2", False),
        Edit(" a year.", " a year.", True),
    )
    reworded = change(Kind.REWORDED, ("The fee is £1 a year.", "The fee is £2 a year."), edits=edits)
    [row] = rows(told(comparison(reworded, routes=(BOARD, UNDER, BOARD))), "changes")
    assert row == {
        "id": "1", "class": "6 (money)", "place": "clause 4.1: reworded",
        "before": "The fee is £1 a year.", "now": "The fee is £2 a year.",
        "route": "Board of Hill College; Secretary, under resolution R3",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "before", "now"),
    [
        (Kind.ADDED, NOTHING, "A party may: leave; stay."),
        (Kind.REMOVED, "A party may: leave; stay.", NOTHING),
    ],
)
def test_what_came_or_went_is_told_with_all_that_it_holds(kind: Kind, before: str, now: str) -> None:
    texts = ("A party may:", "leave;", "stay.")
    beside = ("none follows.", "none follows;")
    places = [(None, text) if kind is Kind.ADDED else (text, None) for text in texts]
    [row] = rows(told(comparison(change(kind, *places, beside))), "changes")
    assert (row["before"], row["now"]) == (before, now), (
        "a neighbour that has other marks only is no part of it"
    )


def test_of_long_texts_the_words_that_differ_are_shown() -> None:
    lead, rest = "word " * 200, " end" * 200
    edits = (Edit(lead, lead, True), Edit("must", "may", False), Edit(rest, rest, True))
    [row] = rows(
        told(comparison(change(Kind.REWORDED, (f"{lead}must{rest}", f"{lead}may{rest}"), edits=edits))),
        "changes",
    )
    assert isinstance(row["before"], str) and isinstance(row["now"], str)
    assert (
        row["before"].startswith("…word ") and row["before"].endswith(" end…") and " must " in row["before"]
    )
    assert row["now"] == row["before"].replace(" must ", " may ") and len(row["now"]) < LONGEST


def test_a_whole_answer_is_cut_and_says_so() -> None:
    [row] = rows(told(comparison(change(Kind.CHANGED, ("x" * 1000, "y")))), "changes")
    assert row["now"] == "y" and row["before"] == "x" * (LONGEST - 1) + "…"
