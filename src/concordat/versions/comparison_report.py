"""A comparison as a report: the two texts, the lines of the first screen, the changes by class, what follows, new numbers."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.language.english import join_names
from concordat.model.changes import Change, Kind, Sort
from concordat.model.comparison import Compared, Comparison, FirstLine, Weighed
from concordat.model.inlines import MarkKind
from concordat.model.report import Report, ReportCell, ReportPart, ReportTable, Stretch
from concordat.versions.cells import marked, plain
from concordat.versions.routes_told import Lettered, in_short, lettered, said_of, told
from concordat.versions.told import (
    CONFIRM,
    NO_CHANGE,
    class_of,
    difference,
    happened,
    of_nature,
    shown_day,
    sum_of,
    title_of,
)

_NAMED = 12
"""How many further places where a change shows are named; the JSON names them all."""

_HEADINGS = (
    "Change",
    "Class",
    "What happened",
    "Place before",
    "Data or wording",
    "Words",
    "Sum before",
    "Sum after",
    "Difference",
    "Why this class",
    "Shows also in",
    "Indicated route",
    "Confirmation",
)
_TEXTS = (
    "Text",
    "Agreement",
    "Whose",
    "Version",
    "State",
    "Date",
    "Has effect from",
    "Text digest (SHA-256)",
)


def comparison_report(comparison: Comparison) -> Report:
    """The report of a comparison. Every change is in it once, with its class and route; “none” is said of what is not."""
    parts = [_texts(comparison)]
    if comparison.first:
        parts.append(_first_screen(comparison))
    if comparison.changes or comparison.renumbered:
        parts += [_changes(comparison), _following(comparison)]
    return Report(title_of(comparison), "en-GB", tuple(parts))


def _texts(comparison: Comparison) -> ReportPart:
    both = zip(_TEXTS, _text(comparison.old), _text(comparison.new), strict=True)
    rows = tuple(tuple(map(plain, row)) for row in both)
    table = ReportTable("texts", "The two texts", ("What", "Before", "After"), rows, "")
    said = () if comparison.changes else (NO_CHANGE,)
    letter = lettered(comparison).get(said_of(comparison.routes))
    routes = (
        told(comparison.routes)
        if letter is None
        else (f"Indicated route of the whole: route {letter}, told below.",)
    )
    return ReportPart("Which texts are compared", (*said, *routes, *comparison.statements), (table,))


def _text(one: Compared) -> tuple[str, ...]:
    day, effective = shown_day(one.date) or "none", shown_day(one.effective) or "not known"
    return (one.name, one.title, one.of, one.number or "none", one.state, day, effective, one.digest)


def _first_screen(comparison: Comparison) -> ReportPart:
    money = any(_has_money(line) for line in comparison.first)
    sums = ("Before", "After", "Difference") if money else ()
    headings = ("What", "What changed", "Changes", *sums)
    rows = tuple(_line(line, money) for line in comparison.first)
    return ReportPart(
        "At first sight", (), (ReportTable("first", "What changed, line by line", headings, rows, "none"),)
    )


def _has_money(line: FirstLine) -> bool:
    return line.money_before is not None or line.money_after is not None


def _line(line: FirstLine, money: bool) -> tuple[ReportCell, ...]:
    before, after = line.money_before, line.money_after
    sums = (sum_of(before), sum_of(after), difference(before, after)) if money else ()
    return tuple(map(plain, (line.heading, line.said, ", ".join(map(str, line.numbers)), *sums)))


def _changes(comparison: Comparison) -> ReportPart:
    found = comparison.changes
    counts: dict[str, int] = {}
    for one in found:
        counts[class_of(one)] = counts.get(class_of(one), 0) + 1
    said = [f"Class {name}: {count}" for name, count in counts.items()]
    statements = (f"{'; '.join(said)}.",) if said else ()
    letters = lettered(comparison)
    rows = tuple(_change(one, letters) for one in found)
    tables = [ReportTable("changes", "Changes, by class", _HEADINGS, rows, "None.", long=True)]
    if letters:
        shared = tuple(_route(comparison, said, letter) for said, letter in letters.items())
        headings = ("Route", "Changes", "Who may agree them, as recorded")
        tables.append(
            ReportTable("routes", "Indicated routes of several parties", headings, shared, "", long=True)
        )
    return ReportPart("Changes, the highest class first", statements, tuple(tables))


def _route(comparison: Comparison, said: tuple[str, ...], letter: str) -> tuple[ReportCell, ...]:
    of = [one for one in comparison.changes if said_of(one.routes) == said]
    numbers = ", ".join(str(one.number) for one in of)
    return tuple(map(plain, (f"Route {letter}", numbers, "\n".join(told(of[0].routes)))))


def _change(one: Weighed, letters: Lettered) -> tuple[ReportCell, ...]:
    change = one.change
    other = change.name_before if change.name_before not in ("", change.name_after) else ""
    routes = in_short(one.routes, letters)
    confirm = CONFIRM if CONFIRM not in routes else ""
    before, after = change.money_before, change.money_after
    return (
        plain(f"{one.number}. {change.name}"),
        plain(class_of(one)),
        plain(happened(change)),
        plain(other if change.kind is not Kind.REMOVED else ""),
        plain(of_nature(change)),
        words_of(change),
        plain(sum_of(before)),
        plain(sum_of(after)),
        plain(difference(before, after)),
        plain(one.reason),
        plain(_elsewhere(change)),
        plain(routes),
        plain(confirm),
    )


def words_of(change: Change) -> ReportCell:
    """The words of a change with their marks: all that came or went with it, or what differs at its own place."""
    if change.kind in (Kind.ADDED, Kind.REMOVED):
        return tuple(_alone(change))
    if change.edits:
        return tuple(marked(change.edits, whole=True))
    if change.before == change.after:
        return plain(change.after or "")
    return (Stretch(change.before or "", MarkKind.DELETED), Stretch(" "), Stretch(change.after or "", MarkKind.INSERTED))  # fmt: skip


def _alone(change: Change) -> Iterator[Stretch]:
    mark = MarkKind.INSERTED if change.kind is Kind.ADDED else MarkKind.DELETED
    between, begun = "; " if change.sort is Sort.ROW else "\n", False
    for place in change.places:
        text = place.after if change.kind is Kind.ADDED else place.before
        there = place.before if change.kind is Kind.ADDED else place.after
        if there is None and text:
            yield from (Stretch(between),) if begun else ()
            yield Stretch(text, mark)
            begun = True


def _elsewhere(change: Change) -> str:
    """The names of further places where a change shows that were there before and are there after."""
    own = (change.name_before, change.name_after)
    shown = dict.fromkeys(
        place.name
        for place in change.places[1:]
        if place.before is not None and place.after is not None and place.name not in own
    )
    names = list(shown)
    more = len(names) - _NAMED
    if more > 0:
        return f"{', '.join(names[:_NAMED])} and {more} more"
    return join_names(names)


def _following(comparison: Comparison) -> ReportPart:
    follows = tuple(
        tuple(map(plain, (f"{one.number}. {one.change.name}", consequence.name, consequence.how)))
        for one in comparison.changes
        for consequence in one.consequences
    )
    numbers = tuple(tuple(map(plain, (one.before, one.after))) for one in comparison.renumbered)
    return ReportPart(
        "What follows from the changes",
        (),
        (
            ReportTable(
                "consequences", "Consequences", ("Of change", "Where", "In what way"), follows, "None."
            ),
            ReportTable("renumbering", "Places with a new number", ("Before", "After"), numbers, "None."),
        ),
    )
