"""Redlines made by hand from the sample: each thing that may bear a mark, marked in each way that it may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from concordat.language.sides import Side, of_side
from concordat.language.walk import blocks
from concordat.model.tree import (
    NOWHERE,
    Agreement,
    BlankText,
    Definition,
    Group,
    GroupKind,
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
    SisterReference,
    Table,
    Text,
    WebLink,
)
from sample_tree import heading, provision, sample_agreement, wide_table

INSERTED, DELETED = Mark(MarkKind.INSERTED, "1"), Mark(MarkKind.DELETED, "1")
LAND = Reference("clause 1.1.1(a)", "supply/land", "clause ", "1.1.1(a)", "", None)
UPPER = Reference("clause (a)", "supply/land", "clause ", "(a)", "", None)
Change = Callable[[Any], Any]


def ins(words: str) -> Text:
    """Words that were inserted."""
    return Text(words, INSERTED)


def gone(words: str) -> Text:
    """Words that were deleted."""
    return Text(words, DELETED)


def marked(block: Any, mark: Mark) -> Any:
    """A block with a mark on it and on each block and row in it."""
    held: dict[str, Any] = {}
    for name in ("blocks", "children", "rows", "notes", "lines"):
        if getattr(block, name, ()):
            held[name] = tuple(marked(one, mark) for one in getattr(block, name))
    for name in ("closing", "heading"):
        if getattr(block, name, None) is not None:
            held[name] = replace(getattr(block, name), mark=mark)
    return replace(block, mark=mark, **held)


def moved(block: Any, *, away: bool) -> Any:
    """A half of a move: where the block was, or where it is."""
    return marked(block, Mark(MarkKind.MOVED, "2", block.identity, True if away else None))


def edited(agreement: Agreement, changes: Mapping[str, Change]) -> Agreement:
    """The agreement with the blocks of these identities changed; a change gives a block, several or none."""
    return replace(agreement, groups=_edited(agreement.groups, changes))


def _edited(found: Iterable[Any], changes: Mapping[str, Change]) -> tuple[Any, ...]:
    made: list[Any] = []
    for block in found:
        for name in ("blocks", "children", "notes"):
            if getattr(block, name, ()):
                block = replace(block, **{name: _edited(getattr(block, name), changes)})
        change = changes.get(block.identity)
        given = change(block) if change is not None else block
        made.extend(given if isinstance(given, tuple) else (given,))
    return tuple(made)


def words(*inlines: Inline) -> Change:
    """Another text of a block, or of the heading of a group."""

    def change(block: Any) -> Any:
        if isinstance(block, Group) and block.heading is not None:
            return replace(block, heading=replace(block.heading, inlines=inlines))
        return replace(block, inlines=inlines)

    return change


def fields(**given: Any) -> Change:
    """Other fields of a block."""
    return lambda block: replace(block, **given)


def delete(block: Any) -> Any:
    """The block, deleted."""
    return marked(block, DELETED)


def insert(*others: Any) -> Change:
    """The block, and others that were inserted after it."""
    return lambda block: (block, *(marked(one, INSERTED) for one in others))


def before(*others: Any) -> Change:
    """The block, and others before it as they are."""
    return lambda block: (*others, block)


def after(*others: Any) -> Change:
    """The block, and others after it as they are."""
    return lambda block: (block, *others)


def find(identity: str, agreement: Agreement | None = None) -> Any:
    """The block of the sample with an identity."""
    found: list[Any] = []
    edited(agreement or sample_agreement(), {identity: lambda block: found.append(block) or block})
    return found[0]


def away(block: Any) -> Any:
    """The block, moved away from here."""
    return moved(block, away=True)


def here(identity: str, change: Change = lambda block: block) -> Any:
    """The block of the sample with this identity, moved to here, and reworded perhaps."""
    return moved(change(find(identity)), away=False)


def renamed(block: Any, prefix: str) -> Any:
    """The block with other identities, and those of all that it holds."""
    held = {name: tuple(renamed(one, prefix) for one in getattr(block, name, ())) for name in ("children",)}
    closing = getattr(block, "closing", None)
    if closing is not None:
        held["closing"] = renamed(closing, prefix)
    return replace(
        block, identity=prefix + block.identity, **{k: v for k, v in held.items() if hasattr(block, k)}
    )


def _row(change: Callable[[Row], Any], number: int = 0) -> Change:
    """A table with one row changed: into a row, several or none."""

    def apply(table: Table) -> Table:
        made = change(table.rows[number])
        rows = made if isinstance(made, tuple) else (made,)
        return replace(table, rows=(*table.rows[:number], *rows, *table.rows[number + 1 :]))

    return apply


def _cell(number: int, *inlines: Inline) -> Callable[[Row], Row]:
    def change(row: Row) -> Row:
        cells = list(row.cells)
        cells[number] = replace(cells[number], inlines=inlines)
        return replace(row, cells=tuple(cells))

    return change


def _column(table: Table) -> Table:
    first = replace(table.columns[0], heading="No.", redlined=(gone("Line"), ins("No.")))
    return replace(table, columns=(first, *table.columns[1:]))


def _new_row(key: str, table: str = "lists/prices") -> Row:
    row = wide_table().rows[0]
    cells = (
        replace(c, identity=f"{table}#{key}/{n}", inlines=(Text(f"{key} {n}"),))
        for n, c in enumerate(row.cells)
    )
    return Row(f"{table}#{key}", tuple(cells))


def _rows_moved(table: Table) -> Table:
    one, two, total = table.rows
    there, was = moved(one, away=False), moved(one, away=True)
    return replace(table, rows=(was, two, there, total))


def _lines(signature: Signature) -> Signature:
    sign, name, position, date = signature.lines
    return replace(
        signature,
        inlines=(Text("Signed "), gone("for"), ins("on behalf of"), Text(" them")),
        lines=(
            replace(sign, label="Hand", redlined=(gone("Signature"), ins("Hand")), inlines=(ins("A. Hand"),)),
            replace(name, inlines=(gone("Siân O'Brien & Co"),)),
            replace(position, mark=DELETED),
            SignatureLine("Office", (Text("Clerk"),), INSERTED),
            date,
        ),
    )


def _clause(identity: str, label: str, *texts: str, kind: GroupKind = GroupKind.CLAUSE) -> Group:
    number = "".join(filter(str.isdigit, label)) or "1"
    made = tuple(
        provision(
            f"{identity}/p{n}",
            (int(number), n),
            1,
            f"{number}.{n}",
            f"{number}.{n}",
            (Text(text),),
            (),
            f"the end of {n}.",
        )
        for n, text in enumerate(texts, start=1)
    )
    return Group(identity, kind, label, int(number), heading(identity, 2, f"About {identity}"), made)


def _wide(identity: str) -> Table:
    table = wide_table()
    rows = tuple(
        replace(row, identity=row.identity.replace(table.identity, identity), cells=tuple(
            replace(cell, identity=cell.identity.replace(table.identity, identity)) for cell in row.cells))
        for row in table.rows
    )  # fmt: skip
    note = replace(table.notes[0], identity=f"{identity}~note")
    return replace(table, identity=identity, caption=f"Another {identity}", rows=rows, notes=(note,))


def _schedule(identity: str, label: str, *blocks: Any) -> Group:
    start = Paragraph(f"{identity}~start", Role.START, (Text("It opens."),))
    return Group(
        identity, GroupKind.SCHEDULE, label, 1, heading(identity, 2, f"About {identity}"), (start, *blocks)
    )


def _links(was: Mark, now: Mark) -> tuple[Inline, ...]:
    """Every inline that is more than words, with one mark and with the other."""
    part = Reference(
        "paragraph 1 of Part A of Schedule 2",
        "lists/prices-are",
        "paragraph ",
        "1",
        " of Part A of Schedule 2",
        None,
    )
    general = Reference("this clause", "general", "this clause", "", "", None)
    link = WebLink("a page", "https://example.org/a?b=1&c")
    blank = BlankText("[A day: from The Buyer]", "A day", "The Buyer", "signing", "x", None, ())
    sister = SisterReference("the other agreement", "~other", "", ("sample/other",), None)
    found: list[Inline] = [Text("See ")]
    for inline in (LAND, part, general, link, blank, sister):
        found.extend((replace(inline, mark=was), Text(" then "), replace(inline, mark=now), Text(", ")))
    found.extend(
        (gone(" old "), replace(LAND, mark=was), gone(" old too"), replace(general, mark=now), ins(" new."))
    )
    return tuple(found)


def _typed(identity: str, label: str, *texts: str) -> Provision:
    made = provision(identity, (1, 9), 1, label, label, tuple(map(Text, texts)))
    return replace(made, typed=True)


RUNNING = (
    RunningLine("running/header", (Text("Supply "), gone("Agreement"), ins("Deed"))),
    RunningLine("running/footer", (Text("Sample <footer>"),), DELETED),
    RunningLine("running/footer", (Text("Another foot"),), INSERTED),
)

CASES: Mapping[str, Mapping[str, Change]] = {
    "words of a provision": {"supply/weekly": words(Text("Delivery takes place each "), gone("week"), ins("month & <day>"), Text("."))},
    "words all deleted": {"supply/weekly": words(gone("Delivery takes place."))},
    "words of a closing": {"supply/means": lambda b: replace(b, closing=replace(b.closing, inlines=(Text("in "), gone("each"), ins("any"), Text(" case."))))},
    "closing that came, closing that went": {
        "supply/means": lambda b: replace(b, closing=replace(b.closing, mark=DELETED)),
        "supply/choice": lambda b: replace(b, closing=Paragraph("supply/choice~end", Role.END, (Text("as they choose."),), NOWHERE, INSERTED)),
    },
    "headings": {"supply": words(Text("Supply "), gone("of goods"), ins("& demand")), "definitions": words(ins("Defined "), Text("words"))},
    "heading that came": {"general": lambda b: replace(b, heading=replace(b.heading, mark=INSERTED))},
    "heading that went": {"particulars/buyer": lambda b: replace(b, heading=replace(b.heading, mark=DELETED))},
    "opening of a clause": {"price~start": words(gone("This"), ins("The"), Text(" clause."))},
    "definition": {
        "term/price": lambda b: replace(b, term="Charge", redlined=(gone("Price"), ins("Charge")), inlines=(Text("the sum"), ins(" due"), Text("."))),
        "term/goods": words(gone("widgets"), ins("things"), Text(":")),
    },
    "particular": {
        "particular/price": lambda b: replace(b, label="Cost", redlined=(gone("Price"), ins("Cost")), inlines=(gone("£1"), ins("£2"))),
        "particular/supply_date": words(ins("[to be agreed]")),
    },
    "party and recital": {
        "party/buyer": words(gone("The Buyer plc"), ins("The Purchaser plc"), Text(" (“The Buyer”)")),
        "recital/supply": words(Text("They make "), gone("widgets"), ins("gears"), Text(".")),
    },
    "cells, caption, headings, note": {
        "lists/prices": lambda b: _column(_row(_cell(1, Text("Widgets "), gone("& gears"), ins("and cogs")))(replace(b, caption="Costs", redlined=(gone("Prices of “goods”"), ins("Costs"))))),
        "lists/prices~note": words(Text("Prices are those of "), gone("2023/24"), ins("2024/25"), Text(".")),
        "lists/extras~empty": words(gone("[the list]"), ins("None.")),
    },
    "signature": {"sign/smith": _lines},
    "what is more than words": {"price/sum": words(*_links(DELETED, INSERTED))},
    "provision deleted": {"supply/means": delete},
    "provision inserted": {"supply/duty": insert(renamed(find("supply/means"), "new-"))},
    "provision moved": {"supply/weekly": away, "price/sum": before(here("supply/weekly"))},
    "provision moved and edited": {"supply/means": away, "price/sum": after(here("supply/means", words(Text("Send them:"))))},
    "provision moved to another depth": {"supply/land": away, "price/sum": after(here("supply/land", fields(depth=1))), "supply/choice": words(Text("See "), replace(LAND, mark=DELETED), replace(UPPER, mark=INSERTED))},
    "provision moved into a schedule": {"supply/choice": away, "lists/review": after(here("supply/choice"))},
    "clause deleted": {"price": delete},
    "first clause deleted": {"supply": delete},
    "clauses inserted": {"supply": insert(_clause("deed", "2", "One.", "Two.")), "general": insert(_clause("seal", "3", "Three."))},
    "clause moved": {"supply": away, "general": after(here("supply"))},
    "clause moved with its heading reworded": {"general": away, "supply": before(here("general", words(Text("All that is left"))))},
    "schedule deleted": {"lists": delete},
    "schedule inserted": {"definitions": insert(_schedule("plans", "Schedule 2", _wide("plans/wide"), renamed(find("supply/means"), "plan-")))},
    "wide table inserted": {"lists/extras-are": insert(_wide("extras/wide"))},
    "wide table between words inserted": {"lists/review": insert(_wide("extras/wide"), provision("extras/more", (3,), 1, "3", "3", (Text("More."),)))},
    "wide table deleted": {"lists/prices": delete},
    "provision with a wide table deleted": {"lists/prices-are": delete},
    "wide table in place of another": {"lists/prices": lambda b: (delete(b), marked(_wide("extras/wide"), INSERTED))},
    "schedule moved": {"lists": away, "definitions": before(here("lists"))},
    "Part deleted, Part moved": {"lists/part-goods": away, "lists/part-extras": lambda b: (delete(b), here("lists/part-goods"))},
    "definitions": {"term/goods": delete, "term/price": insert(Definition("term/zeal", "Zeal", (Text("eagerness:"),), (provision("term/zeal-a", (1,), 1, "(a)", "(a)", (Text("great."),)),), NOWHERE))},
    "definition moved": {"term/goods": away, "term/price": after(here("term/goods", words(Text("wares:"))))},
    "party deleted, party inserted": {"party/smith": lambda b: (delete(b), marked(Party("party/jones", "(1)", "Jones", "Jones", (Text("Jones"),)), INSERTED)), "party/buyer": words(Text("The Buyer plc"))},
    "party moved": {"party/smith": away, "party/buyer": after(here("party/smith"))},
    "recitals": {"recital/supply": away, "recital/wish": after(here("recital/supply")), "recital/wish-date": delete, "recital/wish-price": insert(provision("recital/wish-more", (2,), 1, "(b)", "(b)", (Text("more; and"),)))},
    "recital inserted, recital deleted": {"recital/supply": lambda b: (marked(Recital("recital/new", "(A)", (Text("New."),), (), NOWHERE), INSERTED), delete(b))},
    "particulars": {"particular/price": delete, "particular/reference": insert(Particular("particular/new", "New", (Text("An answer"),), "confirmed")), "particular/address@smith": away, "particular/notice_email@smith": after(here("particular/address@smith"))},
    "particulars of a party": {"particulars/smith": delete, "particulars/buyer": insert(Group("particulars/jones", GroupKind.PARTY_PARTICULARS, "", 0, heading("particulars/jones", 2, "Jones"), (Particular("particular/address@jones", "Address", (Text("1 Road"),), "confirmed"),)))},
    "rows": {"lists/prices": lambda b: _row(lambda row: (delete(row), marked(_new_row("1a"), INSERTED)))(b)},
    "row moved": {"lists/prices": _rows_moved},
    "last row deleted, row inserted first": {"lists/prices": lambda b: _row(lambda row: (marked(_new_row("0"), INSERTED), row))(_row(delete, 2)(b))},
    "rows that were none": {"lists/prices": lambda b: replace(b, rows=tuple(marked(row, INSERTED) for row in b.rows))},
    "rows that are none": {"lists/prices": lambda b: replace(b, rows=tuple(marked(row, DELETED) for row in b.rows))},
    "table moved": {"lists/prices": away, "lists/extras": after(here("lists/prices"))},
    "signatures": {"sign/smith": delete, "sign/buyer": insert(Signature("sign/jones", (Text("Signed for Jones"),), (SignatureLine("Signature", ()), SignatureLine("Date", ()))))},
    "signature moved": {"sign/smith": away, "sign/buyer": after(here("sign/smith"))},
    "last thing deleted": {"sign/buyer": delete},
    "typed labels": {"supply/weekly": lambda b: (delete(_typed("supply/9a", "9A", "Deleted.")), b, marked(_typed("supply/9b", "9B", "Inserted."), INSERTED), _typed("supply/9c", "9C", "Stays."))},
    "typed label moved": {"supply/weekly": after(moved(_typed("supply/9d", "9D", "Moves."), away=True)), "price/sum": after(moved(_typed("supply/9d", "9D", "Moves on."), away=False))},
    "half of a move": {"supply/weekly": away},
    "running lines": {},
    "title": {},
}  # fmt: skip
"""Changes of the sample by what they show."""


def marked_tree(name: str) -> tuple[Agreement, Agreement, Agreement]:
    """The older agreement, the newer and the redline of one case; labels are as in the sample on both sides."""
    redline = edited(replace(sample_agreement(), redline="Version 2 compared with version 1"), CASES[name])
    if name == "running lines":
        redline = replace(redline, running=RUNNING)
    if name == "title":
        redline = replace(
            redline,
            title="Supply Deed",
            redlined=(Text("Supply "), gone("Agreement"), ins("Deed")),
            committee="Jones",
            committee_redlined=(gone("Smith & <Sons>"), ins("Jones")),
        )
    redline = _unreferred(redline)
    return of_side(redline, Side.REJECTED), of_side(redline, Side.ACCEPTED), redline


def _unreferred(redline: Agreement) -> Agreement:
    """The redline with other words in place of each reference to what is gone: the newer text has none."""
    newer = {block.identity for block in blocks(of_side(redline, Side.ACCEPTED))}

    def settled(found: tuple[Inline, ...]) -> Iterable[Inline]:
        for inline in found:
            if isinstance(inline, Reference) and inline.target not in newer and inline.mark is None:
                yield from (replace(inline, mark=DELETED), ins("nothing"))
            else:
                yield inline

    def change(block: Any) -> Any:
        if block.mark is not None or not hasattr(block, "inlines"):
            return block
        return replace(block, inlines=tuple(settled(block.inlines)))

    return edited(redline, {block.identity: change for block in blocks(redline)})
