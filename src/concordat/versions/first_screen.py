"""The first screen: one line for each subject, said whether or not anything in it is another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from concordat.language.words import plain
from concordat.model.changes import Kind, Sort
from concordat.model.comparison import FirstLine, Weighed
from concordat.versions.figures import figures
from concordat.versions.grades import NAMES
from concordat.versions.lines import Line, Lines
from concordat.versions.matching import Match
from concordat.versions.subject import Subject

NONE = "none"
_NAMED, _ROWS = 5, 12
"""How many changes, and how many rows that come or go, are named before the rest are counted."""

APART = "These sums are not to be added: one may show the same money as another"

Told = tuple[Weighed, Subject]


def first_screen(matched: Match, lines: Lines, weighed: Iterable[Told]) -> tuple[FirstLine, ...]:
    """Each line in its order, with what the changes that belong to it come to; `none` where nothing does."""
    told = tuple(weighed)
    return tuple(
        _line(matched, line, [one for one in told if line.name in one[0].lines]) for line in lines.lines
    )


def _line(matched: Match, line: Line, told: Sequence[Told]) -> FirstLine:
    numbers = tuple(weighed.number for weighed, _ in told)
    parts: list[str] = []
    counted: set[int] = set()
    money = figures(matched, (subject for _, subject in told)) if line.money else ()
    if line.counted:
        parts, counted = _rows(line, told)
    elif money:
        parts = [figure.said for figure in money[:_ROWS]]
        if len(money) > _ROWS:
            parts.append(f"{len(money) - _ROWS} more sums")
        if len(money) > 1:
            parts.append(APART)
        counted = {weighed.number for weighed, subject in told if figures(matched, (subject,))}
    rest = [one for one, _ in told if one.number not in counted]
    if rest:
        parts.append(_listed(rest, other=bool(counted)))
    said = ". ".join(part[0].upper() + part[1:] for part in parts) or NONE
    one = money[0] if len(money) == 1 else None
    return FirstLine(
        line.name, line.heading, said, numbers, one.before if one else None, one.after if one else None
    )


def _listed(weighed: Sequence[Weighed], *, other: bool) -> str:
    """How many changes, how high, and the names of the first."""
    number = len(weighed)
    top = max(one.grade for one in weighed)
    what = f"{number} {'other ' if other else ''}{'change' if number == 1 else 'changes'}"
    high = f"{'' if number == 1 else 'the highest '}of class {top} ({NAMES[top]})"
    return f"{what}, {high}: {_some([_name(one) for one in weighed], _NAMED)}"


def _name(weighed: Weighed) -> str:
    change = weighed.change
    happened = {Kind.ADDED: "added", Kind.REMOVED: "removed", Kind.MOVED: "moved"}.get(change.kind, "")
    return f"{change.name} {happened}".rstrip()


def _rows(line: Line, told: Sequence[Told]) -> tuple[list[str], set[int]]:
    """The rows that came and went, counted and named, and those named otherwise; and the numbers of those changes."""
    came: dict[Kind, dict[str, str]] = {Kind.ADDED: {}, Kind.REMOVED: {}}
    renamed: list[str] = []
    counted: set[int] = set()
    for weighed, subject in told:
        change = subject.change
        if change.kind in came:
            rows = _counted(line, subject)
            came[change.kind].update(rows)
            if rows:
                counted.add(weighed.number)
        elif change.sort is Sort.CELL and line.counted.get(subject.table) == subject.column:
            renamed.append(f"“{change.before}” is now “{change.after}”")
            counted.add(weighed.number)
    parts = []
    for kind, rows in came.items():
        noun = line.one if len(rows) == 1 else line.many
        happened = kind.value
        parts.append(
            f"{len(rows)} {noun} {happened}: {_some(_once(rows.values()), _ROWS)}"
            if rows
            else f"none {happened}"
        )
    if renamed:
        parts.append(f"{len(renamed)} named otherwise: {_some(renamed, _NAMED)}")
    return (parts if told else []), counted


def _counted(line: Line, subject: Subject) -> dict[str, str]:
    """The rows of counted tables that a change brought or took away, each with its name."""
    found: dict[str, str] = {}
    for text in subject.printed:
        row, _, column = text.identity.rpartition("/")
        table = row.partition("#")[0].rpartition("/")[2].partition("@")[0]
        if text.sort is not Sort.CELL or text.total or table not in line.counted:
            continue
        named = column.partition("@")[0] == line.counted[table]
        if named or row not in found:
            found[row] = plain(text.inlines)
    return found


def _once(names: Iterable[str]) -> list[str]:
    """Each name once, with how often it stands where that is more than once."""
    return [name if times == 1 else f"{name} ({times} times)" for name, times in Counter(names).items()]


def _some(names: Sequence[str], most: int) -> str:
    """The first names, and how many more there are."""
    shown = "; ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
