"""The comparison of agreements of one kind as a report: differences, which agreements hold which text, departures."""

from __future__ import annotations

from collections.abc import Iterable

from concordat.model.changes import Edit
from concordat.model.inlines import MarkKind
from concordat.model.parity import GRAVEST, Departure, Difference, Parity, Standing, Variant
from concordat.model.report import Report, ReportCell, ReportPart, ReportTable, Stretch

LONGEST = 400
"""The most of a text that a cell shows, in characters; the JSON holds the whole."""

AROUND = 60
"""How much is shown, in characters, before and after words that differ."""

NOT_THERE = "(not there)"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def parity_report(kinds: Iterable[Parity], title: str) -> Report:
    """The report of each kind in turn: what differs, gravest first, then a table of places and agreements."""
    return Report(title, "en-GB", tuple(_part(kind) for kind in kinds))


def _part(kind: Parity) -> ReportPart:
    count = len(kind.agreements)
    agreements = "1 agreement: there is nothing to compare it with" if count == 1 else f"{count} agreements"
    counted = ", ".join(_counted(kind, standing) for standing in reversed(GRAVEST))
    statements = (
        f"{kind.title}: {agreements}; {kind.texts} texts compared.",
        f"Differences: {counted}.",
    )
    tables = [_differences(kind), _places(kind)]
    if kind.departures is not None:
        tables.append(_departures(kind.departures))
    return ReportPart(kind.title, statements, tuple(tables))


def _counted(kind: Parity, standing: Standing) -> str:
    found = sum(one.standing is standing for one in kind.differences)
    return f"{standing.value}: {found or 'none'}"


def _sorted(kind: Parity) -> list[Difference]:
    return sorted(kind.differences, key=lambda one: -GRAVEST.index(one.standing))


def _differences(kind: Parity) -> ReportTable:
    rows = []
    for number, difference in enumerate(_sorted(kind), start=1):
        for letter, variant in zip(
            _LETTERS[1:] + "?" * len(difference.variants), difference.variants, strict=False
        ):
            standing = variant.standing.value if variant.standing is not None else ""
            rows.append(
                (
                    _plain(f"{number}{letter}"),
                    _plain(standing),
                    _plain(_where(difference)),
                    _plain(", ".join(variant.agreements)),
                    _cell(difference, variant),
                    _plain(variant.reason),
                )
            )
    headings = ("No.", "What it is", "Place", "Agreements", "Usual text, and what they have", "Why")
    return ReportTable("differences", "Differences, gravest first", headings, tuple(rows), "No difference.")


def _where(difference: Difference) -> str:
    more = len(difference.places) - 1
    also = f" (and {more} more place{'s' if more > 1 else ''} where it shows)" if more > 0 else ""
    return f"{difference.name}{also}"


def _cell(difference: Difference, variant: Variant) -> ReportCell:
    """The usual text and the other one: word by word where both are words, whole where one is not there."""
    if variant.edits:
        return tuple(_marked(variant.edits))
    usual, here = difference.usual.text, variant.text
    before = Stretch(NOT_THERE) if usual is None else Stretch(_short(usual), MarkKind.DELETED)
    after = Stretch(NOT_THERE) if here is None else Stretch(_short(here), MarkKind.INSERTED)
    return (before, Stretch(" "), after)


def _marked(edits: tuple[Edit, ...]) -> Iterable[Stretch]:
    for place, edit in enumerate(edits):
        if edit.same:
            yield Stretch(_middle(edit.before, place == 0, place == len(edits) - 1))
            continue
        lead = " " if (edit.before or edit.after).startswith(" ") else ""
        if lead:
            yield Stretch(lead)
        if edit.before.strip():
            yield Stretch(_short(edit.before.strip()), MarkKind.DELETED)
        if edit.before.strip() and edit.after.strip():
            yield Stretch(" ")
        if edit.after.strip():
            yield Stretch(_short(edit.after.strip()), MarkKind.INSERTED)


def _middle(text: str, first: bool, last: bool) -> str:
    """Words that are the same, with only the nearest to what differs."""
    if first and len(text) > AROUND:
        return "…" + text[-AROUND:]
    if last and len(text) > AROUND:
        return text[:AROUND] + "…"
    if not first and not last and len(text) > 2 * AROUND:
        return f"{text[:AROUND]} … {text[-AROUND:]}"
    return text


def _places(kind: Parity) -> ReportTable:
    """Places by agreements: A is the usual text, B and on the others, – where the place is not there."""
    rows = []
    for number, difference in enumerate(_sorted(kind), start=1):
        letters: dict[str, str] = {}
        for letter, variant in zip(
            _LETTERS + "?" * len(difference.variants), (difference.usual, *difference.variants), strict=False
        ):
            letters.update((path, letter if variant.text is not None else "–") for path in variant.agreements)
        cells = (letters.get(path, "") for path in kind.agreements)
        rows.append((_plain(f"{number} {difference.name}"), *map(_plain, cells)))
    return ReportTable(
        "places",
        "Which agreement holds which text: A the usual one, B and on the others as numbered above, – not there",
        ("Place", *kind.agreements),
        tuple(rows),
        "No difference.",
    )


def _departures(departures: tuple[Departure, ...]) -> ReportTable:
    rows = tuple(
        tuple(map(_plain, (d.agreement, d.what, d.name, _short(d.precedent), _short(d.here), d.reason)))
        for d in departures
    )
    headings = ("Agreement", "What", "Name", "The precedent has", "This agreement has", "Why")
    return ReportTable("precedent", "Departures from the precedent", headings, rows, "None departs from it.")


def _plain(text: str) -> ReportCell:
    return (Stretch(text),)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
