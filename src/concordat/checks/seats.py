"""What the checks of a quorum and of a majority read: the dataset `check-seats`, one row for each table of
seats.

Each row names the `table` that lists the seats, one a row, keyed by party; the column with the `votes` of
each; the particular that is the `quorum`; the choice that says how it is `voting` and the answer to it that
means a `majority`; and the column with the `reason` of a party that has no vote. What a row does not name is
not judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from concordat.checks.figures import figure, rows_and_total
from concordat.checks.index import AgreementIndex, data_table, table_name
from concordat.diagnostics import Span
from concordat.language.rows import text_of
from concordat.language.words import plain
from concordat.model.data import Choice, Datum
from concordat.model.tree import Row, Table

TABLE = "check-seats"
"""The dataset that says which tables list seats."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat: the party that fills it, its votes (None where they are not known), and why it has none."""

    party: str
    votes: int | None
    reason: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats of one body in one agreement, with the answers on which its decisions turn."""

    table: Table
    span: Span | None
    seats: tuple[Seat, ...]
    quorum: Datum | None
    voting: Datum | None
    majority: str

    @property
    def voting_seats(self) -> int:
        """How many seats have a vote; one whose votes are not known counts."""
        return sum(1 for seat in self.seats if seat.votes is None or seat.votes > 0)

    @property
    def quorum_number(self) -> int | None:
        """The quorum, where it is answered."""
        value = self.quorum.value if self.quorum is not None else None
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    @property
    def by_majority(self) -> bool:
        """Whether a majority may decide."""
        value = self.voting.value if self.voting is not None else None
        return bool(self.majority) and isinstance(value, Choice) and value.slug == self.majority


def all_seats(index: AgreementIndex) -> Iterator[Seats]:
    """The seats of every body of the agreement that the dataset knows."""
    rules = data_table(index.workspace, TABLE)
    for rule in rules.rows if rules is not None else ():
        for table, spec in index.tables():
            if table_name(table.identity) == text_of(rule, "table"):
                rows, _ = rows_and_total(table)
                yield Seats(
                    table,
                    spec.span if spec is not None else None,
                    tuple(_seat(table, row, rule) for row in rows),
                    index.answer(text_of(rule, "quorum")),
                    index.answer(text_of(rule, "voting")),
                    text_of(rule, "majority"),
                )


def _seat(table: Table, row: Row, rule: Datum) -> Seat:
    votes, reason = None, ""
    for column, cell in zip(table.columns, row.cells, strict=True):
        if column.name == text_of(rule, "votes"):
            found = figure(cell)
            votes = int(found) if found is not None else None
        elif column.name == text_of(rule, "reason"):
            reason = plain(cell.inlines).strip("–- ")
    return Seat(row.identity.rpartition("#")[2], votes, reason, row.span)
