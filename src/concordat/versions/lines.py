"""The lines of the first screen and what belongs to each, as the dataset `comparison-lines` says; without it, a line for each class.

Which subject a place belongs to is content. Of each row the columns `columns`, `tables`, `particulars`, `sorts`, `entries`
and `classes` name what belongs to its line, and the first of these in which any row names a change decides. Besides,
every change to national text belongs to the line with `national: yes`, every change of a sum to that with `money: yes`,
and what none names to that with `rest: yes`. `counted` are tables whose rows are counted and named, each with the column
that names a row; `one` and `many` what they are called, and `row_class` the class of a row that comes or goes. `editions`
are columns that name an edition of something outside the agreement, `standing` the column that says which edition binds,
and `moving` what stands there where a newer edition binds by its own terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from concordat.language.rows import names_in, text_of
from concordat.model.changes import Kind, Sort
from concordat.model.data import Datum
from concordat.model.library import Dataset
from concordat.versions.subject import Subject

TABLE = "comparison-lines"
"""The dataset that names the lines of the first screen."""

PRECEDENCE = ("columns", "tables", "particulars", "sorts", "entries", "classes")
"""By what a change belongs to a line, the most exact first."""


@dataclass(frozen=True)
class Line:
    """A line: its name, its heading, and what belongs to it, by each of PRECEDENCE."""

    name: str
    heading: str
    holds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    national: bool = False
    money: bool = False
    rest: bool = False
    counted: Mapping[str, str] = field(default_factory=dict)
    one: str = "row"
    many: str = "rows"
    row_class: int | None = None
    editions: frozenset[str] = frozenset()
    standing: str = ""
    moving: str = ""


@dataclass(frozen=True)
class Lines:
    """The lines in their order."""

    lines: tuple[Line, ...]

    def of(self, subject: Subject, grade: int, about: int, *, money: bool) -> tuple[str, ...]:
        """The names of the lines that a change belongs to.

        `grade` is its class and `about` that of its subject; `money` is whether a sum of it is another.
        """
        own = self._own(subject, about)
        named = {line.name for line in own}
        for line in self.lines:
            if (line.national and grade == 9) or (line.money and money):
                named.add(line.name)
        if not named:
            named = {line.name for line in self.lines if line.rest}
        return tuple(line.name for line in self.lines if line.name in named)

    def _own(self, subject: Subject, grade: int) -> tuple[Line, ...]:
        """The lines that name the change by the most exact of what names it."""
        names = _names(subject, grade)
        for by in PRECEDENCE:
            for name in names[by]:
                found = tuple(line for line in self.lines if name in line.holds.get(by, ()))
                if found:
                    return found
        return ()

    def row_class(self, subject: Subject) -> tuple[int, str] | None:
        """The class of a row that comes or goes, and the reason, where a line says it of the table; else None."""
        if subject.change.sort is not Sort.ROW or subject.change.kind not in (Kind.ADDED, Kind.REMOVED):
            return None
        for line in self.lines:
            if line.row_class is not None and subject.table in line.counted:
                came = "comes" if subject.change.kind is Kind.ADDED else "goes"
                return line.row_class, f"a {line.one} {came}, which is of class {line.row_class}"
        return None


def _names(subject: Subject, grade: int) -> Mapping[str, tuple[str, ...]]:
    """What names a change, by each of PRECEDENCE."""
    return {
        "columns": (f"{subject.table}/{subject.column}",) if subject.column else (),
        "tables": (subject.table,),
        "particulars": (subject.particular,),
        "sorts": (subject.change.sort.value,),
        "entries": subject.entries,
        "classes": (str(grade),),
    }


def lines_of(dataset: Dataset | None, names: tuple[str, ...]) -> Lines:
    """The lines as a workspace's dataset has them; without one, a line for each class, of the highest first.

    `names` are the names of the classes, by their number.
    """
    if dataset is not None:
        return Lines(tuple(map(_line, dataset.rows)))
    by_class = [
        (f"class-{number}", names[number].capitalize(), number) for number in range(len(names) - 1, 0, -1)
    ]
    return Lines(
        tuple(
            Line(name, heading, {"classes": frozenset((str(number),))}) for name, heading, number in by_class
        )
    )


def _line(row: Datum) -> Line:
    counted = dict(_parted(names_in(row, "counted")))
    row_class = text_of(row, "row_class")
    return Line(
        text_of(row, "id"),
        text_of(row, "heading"),
        {by: frozenset(names_in(row, by)) for by in PRECEDENCE},
        text_of(row, "national") == "yes",
        text_of(row, "money") == "yes",
        text_of(row, "rest") == "yes",
        counted,
        text_of(row, "one") or "row",
        text_of(row, "many") or "rows",
        int(row_class) if row_class.isdigit() else None,
        frozenset(names_in(row, "editions")),
        text_of(row, "standing"),
        text_of(row, "moving"),
    )


def _parted(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        table, _, column = name.partition("/")
        yield table, column
