"""A redline of the sample agreement, marked by hand: every place that a mark may stand on, each in each way."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from concordat.model.tree import (
    SCHEMA,
    Agreement,
    Cell,
    Definition,
    Group,
    Heading,
    Inline,
    Mark,
    MarkKind,
    Paragraph,
    Particular,
    Party,
    Provision,
    Recital,
    Reference,
    Role,
    Row,
    RunningLine,
    Signature,
    SignatureLine,
    Table,
    Text,
)
from sample_tree import provision, sample_agreement

CAME, WENT = Mark(MarkKind.INSERTED, "1"), Mark(MarkKind.DELETED, "2")
Texts = tuple[Inline, ...]


def away(other: str) -> Mark:
    """The mark of a place that stands elsewhere in the newer text."""
    return Mark(MarkKind.MOVED, "3", other, True)


def here(other: str) -> Mark:
    """The mark of a place that stood elsewhere in the older text."""
    return Mark(MarkKind.MOVED, "3", other)


def edited(*parts: str) -> Texts:
    """Words with marks: what begins with + came, what begins with - went, and = is for other words."""
    marks = {"+": CAME, "-": WENT, "=": None}
    return tuple(Text(part[1:], marks[part[0]]) for part in parts)


def whole(block: Any, mark: Mark) -> Any:
    """A block that bears a mark, with all that it holds: each block and row, and no inline."""
    changed: dict[str, Any] = {"mark": mark}
    for name in ("blocks", "children", "rows", "notes", "lines"):
        if isinstance(getattr(block, name, None), tuple):
            changed[name] = tuple(whole(one, mark) for one in getattr(block, name))
    if isinstance(block, Provision) and block.closing is not None:
        changed["closing"] = whole(block.closing, mark)
    return replace(block, **changed)


def renamed(block: Any, old: str, new: str) -> Any:
    """A copy of a block with other identities, its own and of all that it holds."""
    changed: dict[str, Any] = {"identity": block.identity.replace(old, new, 1)}
    for name in ("blocks", "children", "rows", "notes", "cells"):
        if isinstance(getattr(block, name, None), tuple):
            changed[name] = tuple(renamed(one, old, new) for one in getattr(block, name))
    for name in ("closing", "heading"):
        if getattr(block, name, None) is not None:
            changed[name] = renamed(getattr(block, name), old, new)
    return replace(block, **changed)


def _particulars(group: Group) -> Group:
    date, price, reference, *parties = group.blocks
    assert isinstance(date, Particular) and isinstance(price, Particular)
    return replace(
        group,
        blocks=(
            replace(date, inlines=edited("-1 April 2023", "+1 May 2024")),
            replace(price, redlined=edited('=Price & "terms" <', "-all", "+each", "=>")),
            whole(replace(price, identity="particular/deposit", label="Deposit"), WENT),
            whole(replace(date, identity="particular/review_date", label="Review Date"), CAME),
            reference,
            whole(parties[0], CAME),
            *parties[1:],
        ),
    )


def _parties(group: Group) -> Group:
    smith, buyer = group.blocks
    assert isinstance(smith, Party) and isinstance(buyer, Party)
    old = replace(smith, identity="party/jones", label="(1)", inlines=(Text("Jones & Daughters"),))
    return replace(
        group,
        blocks=(
            whole(old, WENT),
            whole(smith, CAME),
            replace(
                buyer,
                inlines=(
                    *buyer.inlines,
                    *edited("-, a company", "+, a public company", "= and", "+ ", "=its heirs"),
                ),
            ),
        ),
    )


def _recitals(group: Group) -> Group:
    supply, wish = group.blocks
    assert isinstance(supply, Recital) and isinstance(wish, Recital)
    return replace(
        group,
        heading=Heading("recitals~heading", 1, edited("-Recitals", "+Background")),
        blocks=(
            whole(replace(wish, label="(A)"), away("recital/wish")),
            whole(replace(supply, identity="recital/old", label="(B)"), WENT),
            whole(supply, CAME),
            whole(wish, here("recital/wish")),
        ),
    )


def _supply(clause: Group) -> Group:
    duty, weekly = clause.blocks
    assert isinstance(duty, Provision) and isinstance(weekly, Provision)
    old = replace(renamed(duty, "supply/", "supply/old-"), label="1.2", cite="1.2")
    smaller = provision("supply/new", (1, 2), 1, "1.2", "1.2", (Text("A new duty, with"),), (
        provision("supply/new-one", (1, 2, 1), 2, "1.2.1", "1.2.1", (Text("one; and"),)),
    ), "all of it.")  # fmt: skip
    return replace(
        clause,
        heading=replace(clause.heading, inlines=edited("=Supply of ", "-gears", '+"widgets" & gears')),  # type: ignore[type-var]
        blocks=(
            duty,
            whole(old, WENT),
            whole(smaller, CAME),
            replace(
                weekly,
                inlines=edited(
                    "=Delivery", "+ soon", "= takes place each ", "-month", "+week", "=, never", "-;", "+,", "= in May."
                ),
            ),
        ),
    )  # fmt: skip


def _terms(group: Group) -> Group:
    supply, price, general = group.blocks
    assert isinstance(supply, Group) and isinstance(price, Group) and isinstance(general, Group)
    was = whole(replace(price, label="1", number=1), away("price"))
    now = whole(replace(price, label="3", number=3), here("price"))
    dropped = whole(renamed(general, "general", "dropped"), WENT)
    added = whole(replace(renamed(general, "general", "added"), label="2", number=2), CAME)
    general = replace(general, label="4", number=4)
    return replace(group, blocks=(was, _supply(supply), dropped, added, now, general))


def _definitions(group: Group) -> Group:
    goods, price = group.blocks
    assert isinstance(goods, Definition) and isinstance(price, Definition)
    lead = Reference("clause 2", "dropped", "clause ", "2", "", None)
    return replace(
        group,
        blocks=(
            replace(goods, redlined=edited("-Wares", "+Goods")),
            whole(replace(price, identity="term/fee", term="Fee", inlines=(Text("that of "), lead)), WENT),
            whole(replace(price, identity="term/sum", term="Sum"), CAME),
            replace(price, inlines=(*price.inlines, *edited("- Old words.", "+ New words."))),
        ),
    )


def _row(row: Row, key: str, mark: Mark) -> Row:
    return replace(renamed(row, row.identity, f"lists/prices#{key}"), mark=mark)


def _table(table: Table) -> Table:
    first, second, total = table.rows
    cell = first.cells[2]
    return replace(
        table,
        redlined=edited("=Prices of ", "-“wares”", "+“goods”"),
        columns=(table.columns[0], replace(table.columns[1], redlined=edited("-Wares", "+Goods")), *table.columns[2:]),
        rows=(
            replace(first, cells=(*first.cells[:2], replace(cell, inlines=edited("-Jones", "+Smith", "= & Sons")), *first.cells[3:])),
            _row(first, "old", WENT),
            _row(first, "new", CAME),
            second,
            replace(total, cells=(*total.cells[:-1], Cell(total.cells[-1].identity, edited("-£1,100,000", "+£1,200,000")))),
        ),
        notes=(
            whole(Paragraph("lists/prices~old-note", Role.NOTE, (Text("An old note."),)), WENT),
            replace(table.notes[0], inlines=edited("=Prices are those of ", "-2022/23", "+2023/24", "=.")),
        ),
    )  # fmt: skip


def _lists(group: Group) -> Group:
    start, part_a, part_b = group.blocks
    assert isinstance(part_a, Group) and isinstance(part_b, Group)
    prices, review = part_a.blocks
    assert isinstance(prices, Provision) and isinstance(prices.children[0], Table)
    table = prices.children[0]
    upright = replace(table, landscape=False, columns=table.columns[:2], rows=tuple(replace(r, cells=r.cells[:2]) for r in table.rows))  # fmt: skip
    gone = whole(renamed(replace(upright, caption="Old prices"), "lists/prices", "lists/old-prices"), WENT)
    came = whole(renamed(replace(upright, caption="New prices"), "lists/prices", "lists/new-prices"), CAME)
    return replace(
        group,
        blocks=(
            whole(Paragraph("lists~older", Role.START, (Text("This Schedule holds one Part."),)), WENT),
            start,
            replace(part_a, blocks=(replace(prices, children=(_table(table),)), review)),
            replace(part_b, blocks=(*part_b.blocks, gone, came)),
        ),
    )


def _schedules(group: Group) -> Group:
    definitions, lists = group.blocks
    assert isinstance(definitions, Group) and isinstance(lists, Group)
    old = whole(renamed(replace(lists, label="Schedule 1"), "lists", "annex"), WENT)
    return replace(group, blocks=(old, _definitions(definitions), _lists(lists)))


def _execution(group: Group) -> Group:
    start, smith, buyer = group.blocks
    assert isinstance(smith, Signature) and isinstance(buyer, Signature)
    signature, name, *others = buyer.lines
    return replace(
        group,
        blocks=(
            start,
            whole(replace(smith, identity="sign/jones", inlines=(Text("Signed for Jones"),)), WENT),
            whole(smith, CAME),
            replace(
                buyer,
                inlines=(*buyer.inlines, *edited("+ (the Buyer)")),
                lines=(
                    signature,
                    replace(name, redlined=edited("-Full name", "+Name"), inlines=edited("-S. Jones", "+Siân O'Brien")),
                    SignatureLine("Witness", (Text("A witness"),), WENT),
                    SignatureLine("Office", (Text("Secretary"),), CAME),
                    *others,
                ),
            ),
        ),
    )  # fmt: skip


_CHANGES: dict[str, Callable[[Group], Group]] = {
    "particulars": _particulars,
    "parties": _parties,
    "recitals": _recitals,
    "terms": _terms,
    "schedules": _schedules,
    "execution": _execution,
}


def redlined_agreement() -> Agreement:
    """The sample as a redline, with the apparatus of one."""
    sample = sample_agreement()
    header, footer = sample.running
    running = RunningLine(header.identity, edited("-Purchase", "+Supply", '= Agreement & "terms"'))
    return replace(
        sample,
        schema=SCHEMA,
        groups=tuple(_CHANGES[group.identity](group) for group in sample.groups),
        running=(running, footer),
        apparatus=replace(sample.apparatus, mark="REDLINE", note="Redline, not issued"),
        redline="Version 1.0 compared with version 0.2",
        redlined=edited("-Purchase", "+Supply", '= Agreement & "terms"'),
        committee_redlined=edited("-Jones & Daughters", f"+{sample.committee}"),
    )


def at_random(agreement: Agreement, seed: int) -> Agreement:
    """A tree with marks wherever chance puts them, on whole places and on words."""
    chance = random.Random(seed)

    def words(inlines: Texts) -> Texts:
        return tuple(
            replace(one, mark=chance.choice((CAME, WENT))) if chance.random() < 0.15 else one
            for one in inlines
        )

    def some(held: Any) -> Any:
        if chance.random() < 0.12:
            return whole(held, chance.choice((CAME, WENT, away(held.identity), here(held.identity))))
        changed: dict[str, Any] = {}
        for name in ("blocks", "children", "rows", "notes"):
            if isinstance(getattr(held, name, None), tuple):
                changed[name] = tuple(some(one) for one in getattr(held, name))
        if isinstance(held, Row):
            changed["cells"] = tuple(replace(cell, inlines=words(cell.inlines)) for cell in held.cells)
        if hasattr(held, "inlines"):
            changed["inlines"] = words(held.inlines)
        for name in ("heading", "closing"):
            inner = getattr(held, name, None)
            if inner is not None:
                changed[name] = replace(inner, inlines=words(inner.inlines))
        return replace(held, **changed)

    groups = tuple(replace(group, blocks=tuple(map(some, group.blocks))) for group in agreement.groups)
    return replace(agreement, schema=SCHEMA, groups=groups, redline="One text compared with another")
