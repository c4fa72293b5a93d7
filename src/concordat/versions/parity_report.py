"""The comparison of agreements of one kind as a report: differences, which agreements hold which text, departures."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_uppercase

from concordat.language.excerpts import shortened
from concordat.model.changes import Sort
from concordat.model.inlines import MarkKind
from concordat.model.parity import GRAVEST, Departure, Difference, Parity, Standing, Variant
from concordat.model.report import Report, ReportCell, ReportPart, ReportTable, Stretch
from concordat.versions.cells import marked, plain

NOT_THERE = "(not there)"


def parity_report(kinds: Iterable[Parity], title: str) -> Report:
    """The report of each kind in turn: what differs, gravest first, then a table of places and agreements."""
    return Report(title, "en-GB", tuple(_part(kind) for kind in kinds))


def _part(kind: Parity) -> ReportPart:
    count = len(kind.agreements)
    said = "1 agreement, and nothing to compare it with" if count == 1 else f"{count} agreements"
    counted = "; ".join(f"{one.value}: {_number(kind, one)}" for one in reversed(GRAVEST))
    named = _Names(kind.agreements)
    statements = (
        f"{said}; {kind.texts} texts of each compared. {named.said}".strip(),
        f"Differences: {counted}.",
    )
    tables = [_differences(kind, named), _places(kind, named)]
    if kind.departures is not None:
        tables.append(_departures(kind.departures, named))
    return ReportPart(kind.title, statements, tuple(tables))


class _Names:
    """The agreements by what tells them apart: what all their paths begin or end with is said once."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        """`paths` are those of one kind."""
        parts = [path.split("/") for path in paths]
        most = min(map(len, parts), default=1) - 1 if len(paths) > 1 else 0
        self._head = next((n for n in range(most, 0, -1) if len({tuple(p[:n]) for p in parts}) == 1), 0)
        left = most - self._head
        self._tail = next((n for n in range(left, 0, -1) if len({tuple(p[-n:]) for p in parts}) == 1), 0)
        first = parts[0] if parts else []
        head = "".join(f"{part}/" for part in first[: self._head])
        tail = "".join(f"/{part}" for part in first[len(first) - self._tail :]) if self._tail else ""
        self.said = f"Names here are short for {head}<name>{tail}." if head or tail else ""

    def __call__(self, path: str) -> str:
        """The agreement as the report names it."""
        parts = path.split("/")
        return "/".join(parts[self._head : len(parts) - self._tail])

    def all(self, paths: Iterable[str]) -> str:
        """Several, one after the other."""
        return ", ".join(map(self, paths))


def _number(kind: Parity, standing: Standing) -> str:
    return str(sum(one.standing is standing for one in kind.differences) or "none")


def _sorted(kind: Parity) -> list[Difference]:
    return sorted(kind.differences, key=lambda one: -GRAVEST.index(one.standing))


def _lettered(difference: Difference) -> list[tuple[str, Variant]]:
    """Each text of a place with its letter: A the usual one."""
    texts = (difference.usual, *difference.variants)
    return [
        (ascii_uppercase[n] if n < len(ascii_uppercase) else str(n + 1), text) for n, text in enumerate(texts)
    ]


def _differences(kind: Parity, named: _Names) -> ReportTable:
    rows = []
    for number, difference in enumerate(_sorted(kind), start=1):
        where = plain(_where(difference))
        for letter, variant in _lettered(difference):
            if variant is difference.usual and not _told(difference):
                continue  # its words stand in the other texts, but for the marked ones
            standing = variant.standing.value if variant.standing is not None else "usual"
            of = named.all(variant.agreements)
            if variant is difference.usual:
                alone = len(variant.agreements) == 1 < len(difference.variants)
                standing = "one of several" if alone else standing
                of = of if alone else f"the other {len(variant.agreements)}"
            text = _told_text(difference, variant)
            rows.append(
                (
                    plain(f"{number}{letter}"),
                    plain(standing),
                    where,
                    plain(of),
                    text,
                    plain(variant.reason),
                )
            )
    headings = (
        "No.",
        "What it is",
        "Place",
        "Agreements",
        "Text (deleted, inserted against the usual)",
        "Why",
    )
    return ReportTable("differences", "Differences, gravest first", headings, tuple(rows), "No difference.")


def _told(difference: Difference) -> bool:
    """Whether the usual text has a line of its own: the others are data, and hold none of its words."""
    whole = not any(edit.same for variant in difference.variants for edit in variant.edits)
    return (
        whole and difference.usual.text is not None and any(v.text is not None for v in difference.variants)
    )


def _told_text(difference: Difference, variant: Variant) -> ReportCell:
    usual = difference.usual.text
    if variant.text is None:
        return (Stretch(shortened(usual or ""), MarkKind.DELETED), Stretch(f" {NOT_THERE}"))
    if usual is None:
        return (Stretch(shortened(variant.text), MarkKind.INSERTED),)
    return plain(shortened(variant.text)) if _told(difference) else tuple(marked(variant.edits))


def _where(difference: Difference) -> str:
    # Everything that is a party's own shows where the parties do; its number would tell nobody anything.
    more = 0 if difference.sort is Sort.PARTY else len(difference.places) - 1
    also = f" (and {more} more place{'s' if more > 1 else ''} where it shows)" if more > 0 else ""
    return f"{difference.name}{also}"


def _places(kind: Parity, named: _Names) -> ReportTable:
    """Places by agreements: A is the usual text, B and on the others, – where the place is not there."""
    rows = []
    for number, difference in enumerate(_sorted(kind), start=1):
        held = {
            path: "–" if variant.text is None else letter
            for letter, variant in _lettered(difference)
            for path in variant.agreements
        }
        rows.append((plain(f"{number} {difference.name}"), *(plain(held[path]) for path in kind.agreements)))
    return ReportTable(
        "places",
        "Which agreement holds which text (A the usual one, others as numbered above, – not there)",
        ("Place", *map(named, kind.agreements)),
        tuple(rows),
        "No difference.",
    )


def _departures(departures: tuple[Departure, ...], named: _Names) -> ReportTable:
    rows = tuple(
        tuple(
            map(
                plain,
                (named(d.agreement), d.what, d.name, shortened(d.precedent), shortened(d.here), d.reason),
            )
        )
        for d in departures
    )
    headings = ("Agreement", "What", "Name", "The precedent has", "This agreement has", "Source or reason")
    return ReportTable("precedent", "Departures from the precedent", headings, rows, "None departs from it.")
