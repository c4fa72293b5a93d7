"""Two national editions and our texts as a report: what changed, where the two meet, what is local, what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concordat.language.english import join_names
from concordat.language.excerpts import shortened
from concordat.model.changes import Edit
from concordat.model.editions import EditionsCompared, NationalChange, OurText, Outcome
from concordat.model.report import Report, ReportCell, ReportPart, ReportTable
from concordat.versions.cells import marked, plain

NOT_THERE = "(not there)"


def editions_report(kinds: Iterable[EditionsCompared], title: str) -> Report:
    """The report of each kind of agreement in turn; “none” is said of what is not."""
    return Report(title, "en-GB", tuple(_part(kind) for kind in kinds))


def _part(kind: EditionsCompared) -> ReportPart:
    tables = (
        _changes(kind),
        _conflicts(kind),
        _local(kind),
        _library(kind),
        _agreements(kind),
        _numbers(kind),
    )
    return ReportPart(kind.title, tuple(_statements(kind)), tables)


def _statements(kind: EditionsCompared) -> Iterator[str]:
    yield f"Older edition: {kind.old}. Newer edition: {kind.new}."
    changed = len(kind.changes)
    yield (
        f"National text: {changed or 'no'} change{'' if changed == 1 else 's'}, "
        f"all of class 9 (national text); {kind.unchanged} clauses, schedules and definitions are the same in both."
    )
    counts = "; ".join(f"{outcome.value}: {kind.count(outcome) or 'none'}" for outcome in reversed(Outcome))
    yield f"In {len(kind.agreements)} agreement{'' if len(kind.agreements) == 1 else 's'}: {counts}."
    yield "A local change to national text is refused: whoever publishes it decides it."
    if kind.untaken:
        yield f"New in the newer edition, and taken by no agreement of this kind: {join_names(kind.untaken)}."


def _changes(kind: EditionsCompared) -> ReportTable:
    rows = tuple(
        tuple(_cells(str(number), *_change(one), _texts(one.edits), one.decides, _meaning(one)))
        for number, one in enumerate(kind.changes, start=1)
    )
    headings = (
        "No.",
        "What happened",
        "Place",
        "Class",
        "Text (deleted, inserted)",
        "Who decides the text",
        "For our agreements",
    )
    return ReportTable(
        "changes", "What changed between the editions", headings, rows, "Nothing changed.", long=True
    )


def _change(one: NationalChange) -> tuple[str, str, str]:
    subject = f"9 (national text); of its subject {one.subject} ({one.subject_name}): {one.reason}"
    return _happened(one), one.name, subject


def _happened(one: NationalChange) -> str:
    return {"added": "new", "removed": "withdrawn"}.get(one.kind.value, one.kind.value)


def _meaning(one: NationalChange) -> str:
    """What a change means for the agreements, the gravest first, each named."""
    said = []
    for outcome in reversed(Outcome):
        named = [ours.agreement for ours in one.ours if ours.outcome is outcome]
        if named:
            said.append(f"{outcome.value}: {join_names(named)}")
    return "; ".join(said)


def _conflicts(kind: EditionsCompared) -> ReportTable:
    rows = tuple(
        tuple(
            _cells(
                str(number),
                ours.agreement,
                one.name,
                _whose(ours),
                _text(one.old),
                _text(one.new),
                _text(ours.text),
                one.decides,
            )
        )
        for number, one in enumerate(kind.changes, start=1)
        for ours in one.ours
        if ours.outcome is Outcome.CONFLICT
    )
    headings = (
        "No.",
        "Agreement",
        "Place",
        "Whose words ours are",
        "Older national text",
        "Newer national text",
        "Our text",
        "Who decides the text",
    )
    return ReportTable(
        "conflicts", "Where local text meets a national change", headings, rows, "None.", long=True
    )


def _whose(ours: OurText) -> str:
    return f"{ours.whose or 'nobody’s: it is not there'}{f' ({ours.reason})' if ours.reason else ''}"


def _local(kind: EditionsCompared) -> ReportTable:
    rows = tuple(
        tuple(
            _cells(
                one.agreement,
                one.name,
                f"9 (national text); of its subject {one.subject}",
                one.whose or NOT_THERE,
                _texts(one.edits),
                f"refused: {one.reason}" if one.reason else "refused",
            )
        )
        for one in kind.local
    )
    headings = (
        "Agreement",
        "Place",
        "Class",
        "Whose words ours are",
        "Text (deleted, inserted against the national)",
        "A local change is",
    )
    return ReportTable(
        "local", "Local text where nothing changed nationally", headings, rows, "None.", long=True
    )


def _library(kind: EditionsCompared) -> ReportTable:
    rows = tuple(
        tuple(
            _cells(
                one.agreement,
                one.title,
                "has changed since: compare the two" if one.changed else "is what it replaces",
                one.reason,
            )
        )
        for one in kind.library
    )
    headings = ("Agreement", "In place of the library’s", "The library’s text", "Why")
    return ReportTable("library", "Local text in place of the library’s own", headings, rows, "None.")


def _agreements(kind: EditionsCompared) -> ReportTable:
    rows = tuple(
        tuple(
            _cells(
                one.path,
                f"{one.version} ({one.state})" if one.version else "none",
                one.adopts,
                *map(str, _counts(kind, one.path)),
                " ".join(f"{fault}." for fault in one.faults) or "none",
            )
        )
        for one in kind.agreements
    )
    counted = tuple(outcome.value.capitalize() for outcome in reversed(Outcome))
    headings = (
        "Agreement",
        "Last version",
        "Indicated to agree it",
        *counted,
        "Faults that the newer edition would bring",
    )
    return ReportTable("agreements", "What it means for each agreement", headings, rows, "None.")


def _counts(kind: EditionsCompared, path: str) -> list[int]:
    ours = [one for change in kind.changes for one in change.ours if one.agreement == path]
    return [sum(one.outcome is outcome for one in ours) for outcome in reversed(Outcome)]


def _numbers(kind: EditionsCompared) -> ReportTable:
    rows = tuple(tuple(_cells(one.before, one.after)) for one in kind.renumbered)
    return ReportTable("numbers", "New numbers", ("With the older edition", "With the newer"), rows, "None.")


def _cells(*cells: str | ReportCell) -> Iterator[ReportCell]:
    return (plain(cell) if isinstance(cell, str) else cell for cell in cells)


def _texts(edits: tuple[Edit, ...]) -> ReportCell:
    return tuple(marked(edits))


def _text(text: str | None) -> str:
    return shortened(text) if text is not None else NOT_THERE
