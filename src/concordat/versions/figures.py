"""What a comparison says of money: each sum that is another, before, after and by how much.

Sums of different things are never added: a total is not added to its parts, nor one table to another that shows the same
money otherwise, nor one column to the next. A column that its own table adds up is told by the table's totals; any other
sum is told by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from concordat.language.english import join_names
from concordat.model.changes import Sort
from concordat.versions.matching import Match
from concordat.versions.printed import Printed
from concordat.versions.subject import Pair, Subject
from concordat.versions.sums import difference, one_sum, shown, sums_in


@dataclass(frozen=True)
class Figure:
    """A sum that is another: what it is of, before and after in pounds, None where none stands there.

    `moved` is how much moved within a total, where the total itself is the same. `several` are the sums on each side of a
    text that holds more than one.
    """

    name: str
    before: Decimal | None
    after: Decimal | None
    moved: Decimal | None = None
    several: tuple[tuple[Decimal, ...], tuple[Decimal, ...]] | None = None

    @property
    def said(self) -> str:
        """The figure in words."""
        if self.several is not None:
            before, after = (join_names([shown(one) for one in side]) or "none" for side in self.several)
            return f"{self.name}: {before} before, {after} after"
        if self.moved is not None and self.before is not None:
            return f"{self.name}: {shown(self.before)} before and after, {shown(self.moved)} moved within it"
        words = [shown(one) if one is not None else "none" for one in (self.before, self.after)]
        if self.before is None or self.after is None:
            return f"{self.name}: {words[0]} before, {words[1]} after"
        return f"{self.name}: {words[0]} before, {words[1]} after, {difference(self.before, self.after)}"


def figures(matched: Match, subjects: Iterable[Subject]) -> tuple[Figure, ...]:
    """Each sum that these changes make another, once, in the order of the changes."""
    found: dict[str, Figure] = {}
    parts: dict[str, list[Pair]] = {}
    totals = _totals(matched)
    for subject in subjects:
        for pair in subject.texts:
            text = pair[1] or pair[0]
            column = _column(text) if text is not None else ""
            if text is None or text.total or not _differs(pair):
                continue
            if column in totals:
                parts.setdefault(column, []).append(pair)
                found.setdefault(column, Figure("", None, None))
            else:
                found.setdefault(text.identity, _of_text(text.name, pair))
    for column, pairs in parts.items():
        found[column] = _of_column(totals[column], pairs)
    return tuple(found.values())


def _of_text(name: str, pair: Pair) -> Figure:
    """The sum of one text, or the several that it holds."""
    before, after = (sums_in(one.text) if one is not None else () for one in pair)
    if max(len(before), len(after)) > 1:
        return Figure(name, None, None, several=(before, after))
    return Figure(name, before[0] if before else None, after[0] if after else None)


def moved(subject: Subject) -> Decimal | None:
    """How much money a change moves at most, in pounds: all its own sums, each by as much as it is another.

    None where a sum is another and how much cannot be told; nought where no sum of it is.
    """
    total = Decimal(0)
    for pair in subject.texts:
        text = pair[1] or pair[0]
        if text is None or text.total or not _differs(pair):
            continue
        before, after = (sums_in(one.text) if one is not None else () for one in pair)
        if len(before) > 1 or len(after) > 1:
            return None
        total += abs((after[0] if after else Decimal(0)) - (before[0] if before else Decimal(0)))
    return total


def _differs(pair: Pair) -> bool:
    before, after = (sums_in(one.text) if one is not None else () for one in pair)
    return before != after


def _column(text: Printed) -> str:
    """The column of a cell: its table and its name, without the row and the key of a repetition."""
    if text.sort is not Sort.CELL:
        return ""
    row, _, column = text.identity.rpartition("/")
    return f"{row.rpartition('#')[0]}/{column.partition('@')[0]}"


def _totals(matched: Match) -> dict[str, list[Pair]]:
    """The totals of each column that has them, on each side where they are known."""
    pairs: list[Pair] = [
        (matched.old.texts.get(matched.backward.get(text.identity, "")), text)
        for text in matched.new.texts.values()
    ]
    pairs += [
        (text, None)
        for text in matched.old.texts.values()
        if matched.forward.get(text.identity) not in matched.new.texts
    ]
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        text = pair[1] or pair[0]
        known = [one_sum(one.text) is not None for one in pair if one is not None and one.total]
        if text is not None and known and all(known):
            found.setdefault(_column(text), []).append(pair)
    return found


def _of_column(totals: list[Pair], parts: list[Pair]) -> Figure:
    """A column by its totals: of a repeated column these are added, each being of another party."""
    name = _heading(totals)
    sides = [[pair[side] for pair in totals if pair[side] is not None] for side in (0, 1)]
    before, after = (sum(map(_pounds, side), Decimal(0)) if side else None for side in sides)
    if before != after:
        return Figure(name, before, after)
    rises = (_pounds(new) - _pounds(old) for old, new in parts)
    return Figure(name, before, after, sum((rise for rise in rises if rise > 0), Decimal(0)))


def _pounds(text: Printed | None) -> Decimal:
    return (one_sum(text.text) if text is not None else None) or Decimal(0)


def _heading(totals: list[Pair]) -> str:
    """How a column's total is named: by its table and heading; of a repeated column by the table alone."""
    text = totals[0][1] or totals[0][0]
    name = text.name if text is not None else ""
    table, _, column = name.partition(", row “")
    heading = column.partition("column “")[2].removesuffix("”")
    return f"total of {table}" if len(totals) > 1 else f"total of “{heading}” in {table}"
