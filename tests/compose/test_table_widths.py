"""Room in a table for its longest words, for dates and units, and what is cut where there is none."""

from __future__ import annotations

import pytest

from concordat.compose.table_widths import with_room
from concordat.diagnostics import Faults
from concordat.language.values import NO_BREAK
from concordat.load.files import WorkspaceFiles
from concordat.load.house import read_house
from concordat.model.library import House
from concordat.model.tree import Align, Cell, Row, TableColumn, Text
from support import REPOSITORY

UPRIGHT = 160 * 72 / 25.4
"""Points between the margins of an upright page."""


@pytest.fixture(scope="module")
def house() -> House:
    found = read_house(WorkspaceFiles(REPOSITORY, Faults()), Faults())
    assert found is not None
    return found


def laid(house: House, *columns: tuple[str, str, int], right: int = -1) -> list[tuple[str, float]]:
    """The heading of each column, and its width in points, for columns of a heading, a cell and a width."""
    made = tuple(
        TableColumn(f"c{place}", heading, Align.RIGHT if place == right else Align.LEFT, width, 5)
        for place, (heading, _, width) in enumerate(columns)
    )
    row = Row("t#a", tuple(Cell(f"t#a/c{n}", (Text(cell),)) for n, (_, cell, _) in enumerate(columns)))
    found = with_room(made, (row,), house, landscape=False)
    whole = sum(one.width for one in found)
    return [(one.heading, one.width * UPRIGHT / whole) for one in found]


def test_a_table_of_few_columns_has_room_for_its_longest_word(house: House) -> None:
    (_, wide), (_, narrow) = laid(
        house, ("Task", "x " * 200, 30), ("Status", "As the Particulars provide", 1)
    )
    assert narrow >= 50 and wide < UPRIGHT - 50


def test_columns_that_have_room_keep_their_widths(house: House) -> None:
    assert [round(width * 3 / UPRIGHT) for _, width in laid(house, ("A", "a", 2), ("B", "b", 1))] == [2, 1]


def test_a_date_stays_on_one_line_where_there_is_room(house: House) -> None:
    (_, _), (_, dated) = laid(house, ("Team", "x", 30), ("Until", "31 September 2026", 1))
    (_, _), (_, plain) = laid(house, ("Team", "x", 30), ("Until", "September", 1))
    assert dated > plain + 25


def test_words_after_figures_have_room_to_stand_apart(house: House) -> None:
    columns = (("Total", "£1", 30), ("Status", "Confirmed", 1))
    assert laid(house, *columns, right=0)[1][1] - laid(house, *columns)[1][1] == pytest.approx(8, abs=1.5)


def test_where_there_is_no_room_the_longest_word_is_cut_and_no_other(house: House) -> None:
    short = [(f"Identification {n}", "Aggregate", 1) for n in range(3)]
    alone = [width for _, width in laid(house, *short, ("E", "e", 90))][:3]
    found = [width for _, width in laid(house, *short, ("Contacts", "a" * 90, 1))]
    assert found[:3] == pytest.approx(alone, abs=1.5) and sum(found) == pytest.approx(UPRIGHT)


def test_an_address_may_be_cut_after_a_hyphen(house: House) -> None:
    address = "data.protection@example-central.example"
    (_, _), (_, whole) = laid(house, ("A", "a", 40), ("B", address.replace("-", "x"), 1))
    (_, _), (_, cut) = laid(house, ("A", "a", 40), ("B", address, 1))
    assert cut < whole * 0.75


def test_a_unit_is_torn_only_where_there_is_no_room(house: House) -> None:
    heading = f"Sum (£,{NO_BREAK}whole{NO_BREAK}life)"
    assert laid(house, (heading, "1", 1), ("B", "b", 9))[0][0] == heading
    assert (
        laid(house, (heading, "1", 1), *[("Administration", "b" * 20, 1)] * 4)[0][0] == "Sum (£, whole life)"
    )
