"""schedule-empty: a schedule, a Part or a table that is empty without saying so."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import AgreementIndex, is_mandated, span_of, words_of
from concordat.diagnostics import Diagnostic
from concordat.language.walk import Place
from concordat.language.words import plain
from concordat.model.tree import Group, GroupKind, Table

_KINDS = (GroupKind.SCHEDULE, GroupKind.PART)


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each schedule or Part without a word below its heading, and each table without a row or a line in its
    place."""
    # A published place that is not used says so in its heading, and mandated text is not judged.
    unused = {p.block.identity for p in index.places if isinstance(p.block, Group) and p.block.not_used}
    filled = unused | {parent.identity for place in index.places if _says(place) for parent in place.parents}
    for place in index.places:
        if is_mandated(place):
            continue
        block = place.block
        if isinstance(block, Group) and block.kind in _KINDS and block.identity not in filled:
            title = plain(block.heading.inlines) if block.heading is not None else block.identity
            yield Diagnostic(
                "schedule-empty",
                span_of(place),
                f"{block.label or 'a schedule'} ({title}) is empty in this agreement, and does not say so",
                "write a paragraph, under the condition, that says that there is nothing, or leave the schedule out",
            )
        elif isinstance(block, Table) and not _shows(block):
            yield Diagnostic(
                "schedule-empty",
                span_of(place),
                f"the table “{block.caption}” has no rows in this agreement, and does not say so",
                "give the table `empty: {wanted: …, from: …}`, or set it under a condition",
            )


def _says(place: Place) -> bool:
    """Whether a block prints something: words, or a table with a row or a line in its place."""
    if isinstance(place.block, Group):
        return False
    if isinstance(place.block, Table):
        return _shows(place.block)
    return bool(words_of(place).strip())


def _shows(table: Table) -> bool:
    """Whether a table has a row that is no total, or a line in place of its rows."""
    return bool(table.notes) or any(not row.total for row in table.rows)
