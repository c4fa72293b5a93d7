"""What the checks of functions read: the dataset `check-functions` says which lists of functions are judged,
by what.

Each of its rows names a `dataset` of functions, the column with their statutory `provisions`, the dataset of
those that are `excluded`, and the column with the `excluded_provision`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from concordat.checks.index import LibraryIndex, data_table
from concordat.language.rows import text_of
from concordat.language.values import show
from concordat.model.data import Blank, Datum

TABLE = "check-functions"
"""The dataset that says which lists of functions are judged."""


@dataclass(frozen=True, slots=True)
class FunctionRow:
    """A function: its row, the cell with its provisions, the provisions, and the excluded ones with what they
    are."""

    row: Datum
    cell: Datum | None
    provisions: tuple[Datum, ...]
    excluded: tuple[tuple[Datum, str], ...]

    @property
    def name(self) -> str:
        """How a message names the function."""
        return text_of(self.row, "function") or text_of(self.row, "title") or self.row.key or "this function"


def functions(index: LibraryIndex) -> Iterator[FunctionRow]:
    """Every function of every list that is judged."""
    table = data_table(index.workspace, TABLE)
    for rule in table.rows if table is not None else ():
        listed = data_table(index.workspace, text_of(rule, "dataset"))
        barred = data_table(index.workspace, text_of(rule, "excluded"))
        column = text_of(rule, "excluded_provision")
        excluded = tuple(
            (cell, text_of(row, "function"))
            for row in (barred.rows if barred is not None else ())
            if (cell := _cell(row, column)) is not None
        )
        for row in listed.rows if listed is not None else ():
            cell = _cell(row, text_of(rule, "provisions"))
            yield FunctionRow(row, cell, _members(cell), excluded)


def _cell(row: Datum, column: str) -> Datum | None:
    return row.value.get(column) if isinstance(row.value, Mapping) else None


def _members(cell: Datum | None) -> tuple[Datum, ...]:
    if cell is None or cell.value is None or isinstance(cell.value, Blank):
        return ()
    found = cell.value if isinstance(cell.value, tuple) else (cell,)
    return tuple(member for member in found if show(member).strip())


def falls_under(provision: str, excluded: str) -> bool:
    """Whether a provision is an excluded one or a part of it ("s.14Z61(2)" of "s.14Z61"); "paras 28 and 29"
    are two."""
    wanted = _plain(provision)
    return any(
        wanted == barred or (wanted.startswith(barred) and not wanted[len(barred)].isalnum())
        for barred in _each(_plain(excluded))
    )


def _plain(provision: str) -> str:
    text = re.sub(r"\bsections?\s+", "s.", " ".join(provision.casefold().split()))
    return re.sub(r"\bparas?(?:graphs?)?\.?\s+", "para ", text)


def _each(provision: str) -> tuple[str, ...]:
    head, word, tail = provision.rpartition("para ")
    numbers = re.findall(r"\w+", tail.replace(" and ", " ")) if word else []
    return tuple(f"{head}{word}{number}" for number in numbers) or (provision,)
