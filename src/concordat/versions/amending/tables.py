"""Tables: their captions, heads, rows and cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from concordat.language.words import plain
from concordat.model.amendments import AmendmentKind, Located, Reworded, Substituted
from concordat.model.tree import Block, Row, Table
from concordat.versions.amending.context import Context, named
from concordat.versions.amending.drafted import Drafted
from concordat.versions.amending.measure import CAPTION, Inlines
from concordat.versions.amending.places import Name, row_labels
from concordat.versions.amending.sequences import Held
from concordat.versions.amending.wording import Op, balanced
from concordat.versions.arranging import Member

LONG = 60
"""The characters from which a cell that changes little is amended by its words."""


def heads(context: Context, old: Table, new: Table) -> Iterator[Drafted]:
    """Another caption, and other headings of columns."""
    name = context.name(old)
    caption = Name(f"the caption of {name.text}", "", "")
    yield from context.line(f"{old.identity}{CAPTION}", caption, old.caption, new.caption)
    for was, now in zip(old.columns, new.columns, strict=True):
        head = Name(f"the heading of the column “{was.heading}”", "", "", within=f"in {name.text}")
        if old.rows:
            yield from context.line(f"{old.identity}/{was.name}", head, was.heading, now.heading)


def rows(context: Context, old: Table, new: Table) -> Iterator[Drafted]:
    """The rows that come, go or move, and the cells that change."""
    table = context.name(old)
    labels = row_labels(old.rows)

    def name(member: Member) -> Name:
        assert isinstance(member, Row)
        counted = " (counted from the top)" if labels[member.identity].isdigit() else ""
        return Name("row", "rows", labels[member.identity], counted, within=f"in {table.text}")

    def quoted(members: Sequence[Member]) -> tuple[Block, ...]:
        return (with_rows(new, members),)

    def pair(was: Member, now: Member) -> Iterator[Drafted]:
        assert isinstance(was, Row) and isinstance(now, Row)
        yield from row(context, (old, was), (new, now), name(was))

    yield from Held(
        context, old.identity, table, context.measure.rows(old, new), name, pair, quoted
    ).drafted()


def with_rows(table: Table, members: Sequence[Member]) -> Table:
    """A table with some of its rows alone."""
    return replace(table, rows=tuple(cast(Row, one) for one in members), notes=())


def row(context: Context, old: tuple[Table, Row], new: tuple[Table, Row], name: Name) -> Iterator[Drafted]:
    """The cells of a row that change, or where that is most of it the whole row."""
    columns, cells = old[0].columns, zip(old[1].cells, new[1].cells, strict=True)
    heads_ = Counter(column.heading for column in columns)
    found = [
        (column.heading, was, now, told)
        for column, (was, now) in zip(columns, cells, strict=False)
        if (told := _cell(context, was.inlines, now.inlines)) != ()
    ]
    unclear = any(told is None or heads_[heading] > 1 for heading, _, _, told in found)
    if found and (unclear or (len(found) > 1 and context.measure.much(old[1], new[1]))):
        said = context.phrases.block([name], rows=1)
        place = context.located(old[1], new[1], name)
        change = Substituted(old[1].identity, new[1])
        quoted = (with_rows(new[0], [new[1]]),)
        yield Drafted(AmendmentKind.SUBSTITUTED, (place,), (change,), said, quoted)
        return
    for heading, was, now, told in found:
        place = Located(was.identity, now.identity, f"column “{heading}” of {named(name)}")
        change_ = (Reworded(was.identity, now.inlines),)
        yield Drafted(
            AmendmentKind.SUBSTITUTED, (place,), change_, names=(name,), ops=told or (), column=heading
        )


def _cell(context: Context, old: Inlines, new: Inlines) -> tuple[Op, ...] | None:
    """The change of a cell: some of its words where it is long and changes little, else all of them."""
    told = context.ops(old, new)
    if told == () or (told and len(plain(old)) > LONG):
        return told
    was, now = plain(old), plain(new)
    if not (balanced(was) and balanced(now)):
        return None
    if not was:
        return (Op("fill", "", now),)
    return (Op("substitute", was, now),) if now else (Op("omit", was, ""),)
