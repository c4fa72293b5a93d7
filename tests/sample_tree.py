"""An agreement built by hand, with everything that a tree may hold and every character that may break a
view."""

from __future__ import annotations

from concordat.diagnostics import Span
from concordat.model.tree import (
    SCHEMA,
    Agreement,
    Align,
    Apparatus,
    BlankText,
    Block,
    Cell,
    Condition,
    Definition,
    Group,
    GroupKind,
    Heading,
    Inline,
    Omitted,
    Origin,
    Paragraph,
    Particular,
    Party,
    Provision,
    Read,
    Recital,
    Reference,
    Role,
    Row,
    RunningLine,
    Signature,
    SignatureLine,
    SisterReference,
    Table,
    TableColumn,
    Text,
    Use,
    Value,
    WebLink,
)

AWKWARD = """Smith & Sons <UK> "Ltd" — Dŵr's £5 – {{7*7}}"""
"""A name with every character that markup may lose."""

FILE = "clauses/general/sample.md"


def span(line: int, column: int = 1, file: str = FILE) -> Span:
    """A place in the sample clause file."""
    return Span(file, line, column, 4)


def read(name: str, shown: str, line: int) -> Read:
    """A datum read from the sample instructions."""
    return Read(name, shown, Span("agreements/sample/supply.yaml", line, 5, 10), "S1", "confirmed")


def text(words: str) -> Text:
    """Plain words."""
    return Text(words)


def value(shown: str, name: str, line: int) -> Value:
    """A value set in its place."""
    return Value(shown, name, span(line), (read(name, shown, line),))


def reference(before: str, label: str, after: str, target: str, line: int) -> Reference:
    """A resolved reference."""
    return Reference(before + label + after, target, before, label, after, span(line))


def blank(wanted: str, of: str, name: str, line: int) -> BlankText:
    """A blank in its place."""
    return BlankText(
        f"[{wanted}: from {of}]", wanted, of, "signing", name, span(line), (read(name, "", line),)
    )


def heading(identity: str, level: int, words: str) -> Heading:
    """A heading of plain words."""
    return Heading(f"{identity}~heading", level, (text(words),))


def provision(
    identity: str,
    number: tuple[int, ...],
    depth: int,
    label: str,
    cite: str,
    inlines: tuple[Inline, ...],
    children: tuple[Block, ...] = (),
    closing: str | None = None,
    origin: Origin | None = None,
) -> Provision:
    """A provision, with a closing paragraph where words are given for one."""
    flush = Paragraph(f"{identity}~end", Role.END, (text(closing),), Origin(span(9))) if closing else None
    return Provision(
        identity, depth, number, label, cite, inlines, children, flush, origin or Origin(span(10))
    )


def _particulars() -> Group:
    general = (
        Particular(
            "particular/supply_date",
            "Supply Date",
            (value("1 April 2023", "particulars.supply_date", 3),),
            "confirmed",
        ),
        Particular(
            "particular/price",
            'Price & "terms" <each>',
            (value("£1,200,000", "particulars.price", 4),),
            "unconfirmed",
        ),
        Particular(
            "particular/reference",
            "Reference",
            (blank("Reference of this Agreement", "the Supplier's secretary", "particulars.reference", 5),),
            "confirmed",
        ),
    )
    parties: list[Block] = []
    for slug, short in (("smith", AWKWARD), ("buyer", "The Buyer")):
        parties.append(
            Group(
                f"particulars/{slug}",
                GroupKind.PARTY_PARTICULARS,
                "",
                0,
                Heading(f"particulars/{slug}~heading", 2, (text(short),)),
                (
                    Particular(
                        f"particular/address@{slug}",
                        "Address",
                        (value("1 Heol Dŵr", "party.address", 7),),
                        "confirmed",
                    ),
                    Particular(
                        f"particular/notice_email@{slug}",
                        "Notice e-mail",
                        (blank("Notice e-mail", short, "party.notice_email", 8),),
                        "confirmed",
                    ),
                ),
            )
        )
    return Group(
        "particulars",
        GroupKind.PARTICULARS,
        "",
        0,
        heading("particulars", 1, "Particulars"),
        (*general, *parties),
    )


def _parties() -> Group:
    return Group(
        "parties",
        GroupKind.PARTIES,
        "",
        0,
        heading("parties", 1, "Parties"),
        (
            Party(
                "party/smith",
                "(1)",
                AWKWARD,
                "Smith & Sons",
                (
                    value(AWKWARD, "party.legal_name", 1),
                    text(" (“"),
                    Use("Smith & Sons", "party/smith"),
                    text("”)"),
                ),
            ),
            Party(
                "party/buyer",
                "(2)",
                "The Buyer plc",
                "The Buyer",
                (
                    value("The Buyer plc", "party.legal_name", 1),
                    text(" (“"),
                    Use("The Buyer", "party/buyer"),
                    text("”)"),
                ),
            ),
        ),
    )


def _recitals() -> Group:
    return Group(
        "recitals",
        GroupKind.RECITALS,
        "",
        0,
        heading("recitals", 1, "Background"),
        (
            Recital(
                "recital/supply",
                "(A)",
                (Use("Smith & Sons", "party/smith"), text(" makes widgets & gears.")),
                (),
                Origin(span(2)),
            ),
            Recital(
                "recital/wish",
                "(B)",
                (text("The parties wish to record:"),),
                (
                    provision("recital/wish-price", (1,), 1, "(a)", "(a)", (text("the price; and"),)),
                    provision("recital/wish-date", (2,), 1, "(b)", "(b)", (text("the date."),)),
                ),
                Origin(span(3)),
            ),
        ),
    )


def _supply_clause() -> Group:
    smallest = (
        provision(
            "supply/lorry",
            (1, 1, 1, 1, 1),
            4,
            "(i)",
            "1.1.1(a)(i)",
            (text("by lorry, van < 3.5 tonnes; or"),),
        ),
        provision(
            "supply/rail",
            (1, 1, 1, 1, 2),
            4,
            "(ii)",
            "1.1.1(a)(ii)",
            (text("by rail, at "), value("£5 – {{7*7}}", "particulars.fare", 14), text(".")),
        ),
    )
    third = (
        provision("supply/land", (1, 1, 1, 1), 3, "(a)", "1.1.1(a)", (text("by land:"),), smallest),
        provision("supply/sea", (1, 1, 1, 2), 3, "(b)", "1.1.1(b)", (text("or by sea."),)),
    )
    second = (
        provision(
            "supply/means",
            (1, 1, 1),
            2,
            "1.1.1",
            "1.1.1",
            (text("The "), Use("Goods", "term/goods"), text(" must be sent:")),
            third,
            "in each case within 10 Working Days after the day on which the order is received.",
        ),
        provision(
            "supply/choice",
            (1, 1, 2),
            2,
            "1.1.2",
            "1.1.2",
            (
                Use("Smith & Sons", "party/smith"),
                text(" may choose the means under "),
                reference("clause ", "1.1.1(a)", "", "supply/land", 15),
                text("."),
            ),
        ),
    )
    return Group(
        "supply",
        GroupKind.CLAUSE,
        "1",
        1,
        heading("supply", 2, 'Supply of "widgets" & gears'),
        (
            provision(
                "supply/duty",
                (1, 1),
                1,
                "1.1",
                "1.1",
                (
                    text("Smith & Sons must supply the goods in "),
                    reference("Schedule ", "2", "", "lists", 11),
                    text("."),
                ),
                second,
            ),
            provision(
                "supply/weekly",
                (1, 2),
                1,
                "1.2",
                "1.2",
                (text("Delivery takes place each week.  Twice in May."),),
            ),
        ),
        Origin(span(1)),
        "model",
        5,
        "a" * 64,
    )


def _price_clause() -> Group:
    condition = Condition(
        "particulars.price > 0", span(4, 12), (read("particulars.price", "£1,200,000", 4),), True
    )
    return Group(
        "price",
        GroupKind.CLAUSE,
        "2",
        2,
        heading("price", 2, "Price"),
        (
            Paragraph(
                "price~start", Role.START, (text("This clause is about money only."),), Origin(span(5))
            ),
            provision(
                "price/sum",
                (2, 1),
                1,
                "2.1",
                "2.1",
                (
                    Use("The Buyer", "party/buyer"),
                    text(" must pay the "),
                    Use("Price", "term/price"),
                    text(" within "),
                    value("10 Working Days", "particulars.payment_days", 6),
                    text(" after the day on which it is invoiced, see "),
                    WebLink("the payment guidance", "https://example.org/pay?a=1&b=2"),
                    text(" and "),
                    SisterReference(
                        "each Transport Agreement (“Smith & <Sons>”)",
                        "~transport/price",
                        "price",
                        ("sample/transport/north", "sample/transport/south"),
                        span(6),
                    ),
                    text("."),
                ),
                origin=Origin(span(6), (condition,)),
            ),
            provision(
                "price/share@smith",
                (2, 2),
                1,
                "2.2",
                "2.2",
                (text("Smith & Sons bears its own costs."),),
                origin=Origin(span(7), (), ("smith",)),
            ),
        ),
        Origin(span(1), (condition,)),
        "stand-in",
        7,
        "b" * 64,
    )


def _general_clause() -> Group:
    return Group(
        "general",
        GroupKind.CLAUSE,
        "3",
        3,
        heading("general", 2, "General"),
        (
            Paragraph(
                "general~start",
                Role.START,
                (
                    text("Words defined in "),
                    reference("Schedule ", "1", "", "definitions", 3),
                    text(" have those meanings in "),
                    reference("this clause", "", "", "general", 3),
                    text("."),
                ),
                Origin(span(3)),
            ),
        ),
        Origin(span(1)),
        "model",
        3,
        "c" * 64,
    )


def _definitions() -> Group:
    return Group(
        "definitions",
        GroupKind.SCHEDULE,
        "Schedule 1",
        1,
        heading("definitions", 2, "Definitions"),
        (
            Definition(
                "term/goods",
                "Goods",
                (text("widgets & gears of either kind:"),),
                (
                    provision("term/goods-new", (1,), 1, "(a)", "(a)", (text("new; or"),)),
                    provision("term/goods-old", (2,), 1, "(b)", "(b)", (text("used."),)),
                ),
                Origin(span(2)),
            ),
            Definition(
                "term/price",
                "Price",
                (text("the sum of "), value("£1,200,000", "particulars.price", 4), text(".")),
                (),
                Origin(span(4)),
            ),
        ),
        Origin(span(1)),
        "model",
        4,
        "d" * 64,
    )


def _cell(table: str, row: str, column: str, words: str) -> Cell:
    return Cell(f"{table}#{row}/{column}", (value(words, f"row.{column}", 20),) if words else ())


def wide_table() -> Table:
    """A table of seven columns with two rows, an empty cell and a total."""
    identity = "lists/prices"
    names = ("line", "goods", "maker", "note", "link", "share", "amount")
    rows = (
        ("2a", ("2A", "Widgets & gears", AWKWARD, "", "see the list", "40%", "£400,000")),
        ("10", ("10", "Cogs < 5 mm", "Dŵr Cyf", "{{7*7}}", "see the list", "60%", "£800,000")),
    )
    made = tuple(
        Row(
            f"{identity}#{key}",
            tuple(_cell(identity, key, n, v) for n, v in zip(names, values, strict=True)),
            False,
            "unconfirmed" if key == "10" else "confirmed",
            span(30),
        )
        for key, values in rows
    )
    total = Row(
        f"{identity}#total",
        tuple(
            Cell(f"{identity}#total/{n}", (text(v),) if v else ())
            for n, v in zip(names, ("Total", "", "", "", "", "100%", "£1,200,000"), strict=True)
        ),
        True,
    )
    columns = tuple(
        TableColumn(n, h, a, w)
        for n, h, a, w in zip(
            names,
            ("Line", "Goods", "Maker", "Note", "Source", "Share (%)", "Amount (£, 2023/24)"),
            (Align.LEFT,) * 5 + (Align.RIGHT,) * 2,
            (1, 3, 3, 2, 2, 1, 2),
            strict=True,
        )
    )
    note = Paragraph(f"{identity}~note", Role.NOTE, (text("Prices are those of 2023/24 & exclude tax."),))
    return Table(
        identity,
        "Prices of “goods”",
        "One row for each kind of goods, with its price.",
        "term",
        "Goods",
        True,
        columns,
        (*made, total),
        (note,),
        Origin(span(20)),
    )


def empty_table() -> Table:
    """A table without rows, which prints its caption and one line."""
    identity = "lists/extras"
    columns = (TableColumn("name", "Name", Align.LEFT, 1), TableColumn("cost", "Cost", Align.RIGHT, 1))
    note = Paragraph(
        f"{identity}~empty", Role.NOTE, (blank("the list of extras", "The Buyer", "tables.extras", 33),)
    )
    return Table(
        identity,
        "Extras",
        "One row for each extra.",
        "form",
        None,
        False,
        columns,
        (),
        (note,),
        Origin(span(33)),
    )


def _lists() -> Group:
    part_a = Group(
        "lists/part-goods",
        GroupKind.PART,
        "Part A",
        1,
        heading("lists/part-goods", 3, "Goods"),
        (
            provision("lists/prices-are", (1,), 1, "1", "1", (text("The prices are:"),), (wide_table(),)),
            provision(
                "lists/review",
                (2,),
                1,
                "2",
                "2",
                (
                    text("The prices in "),
                    reference("paragraph ", "1", "", "lists/prices-are", 24),
                    text(" stand for a year."),
                ),
            ),
        ),
        Origin(span(22)),
    )
    part_b = Group(
        "lists/part-extras",
        GroupKind.PART,
        "Part B",
        2,
        heading("lists/part-extras", 3, "Extras"),
        (
            provision(
                "lists/extras-are",
                (1,),
                1,
                "1",
                "1",
                (
                    text("Extras follow "),
                    reference("paragraph ", "2", " of Part A", "lists/review", 31),
                    text(" and "),
                    reference("clause ", "2.1", "", "price/sum", 31),
                    text("."),
                ),
            ),
            empty_table(),
        ),
        Origin(span(30)),
    )
    return Group(
        "lists",
        GroupKind.SCHEDULE,
        "Schedule 2",
        2,
        heading("lists", 2, "Lists & prices"),
        (
            Paragraph("lists~start", Role.START, (text("This Schedule holds two Parts."),), Origin(span(21))),
            part_a,
            part_b,
        ),
        Origin(span(20)),
        "local",
        6,
        "e" * 64,
    )


def _execution() -> Group:
    lines = (
        SignatureLine("Signature", ()),
        SignatureLine("Name", (text("Siân O'Brien & Co"),)),
        SignatureLine("Position", (blank("Office of the signatory", "The Buyer", "party.signatory", 9),)),
        SignatureLine("Date", ()),
    )
    return Group(
        "execution",
        GroupKind.EXECUTION,
        "",
        0,
        heading("execution", 1, "Signatures"),
        (
            Paragraph(
                "execution~start", Role.START, (text("Signed under hand by the parties named below."),)
            ),
            Signature("sign/smith", (text("Signed for "), value(AWKWARD, "party.legal_name", 1)), lines),
            Signature(
                "sign/buyer", (text("Signed for "), value("The Buyer plc", "party.legal_name", 1)), lines
            ),
        ),
    )


def sample_agreement() -> Agreement:
    """The sample: every block and inline of the closed list, four levels of provisions, and awkward
    characters."""
    dropped = Condition(
        "particulars.returns",
        span(2, 8, "clauses/general/returns.md"),
        (read("particulars.returns", "no", 12),),
        False,
    )
    return Agreement(
        schema=SCHEMA,
        path="sample/supply",
        precedent="supply",
        title='Supply Agreement & "terms"',
        committee=AWKWARD,
        language="en-GB",
        groups=(
            _particulars(),
            _parties(),
            _recitals(),
            Group(
                "terms",
                GroupKind.TERMS,
                "",
                0,
                heading("terms", 1, "Agreed terms"),
                (_supply_clause(), _price_clause(), _general_clause()),
            ),
            Group(
                "schedules",
                GroupKind.SCHEDULES,
                "",
                0,
                heading("schedules", 1, "Schedules"),
                (_definitions(), _lists()),
            ),
            _execution(),
        ),
        running=(
            RunningLine("running/header", (text(f'Supply Agreement & "terms" – {AWKWARD}'),)),
            RunningLine("running/footer", (text("Sample <footer>"),)),
        ),
        omitted=(Omitted("returns", "Returns", (dropped,), Span("clauses/general/returns.md", 1, 1)),),
        apparatus=Apparatus(
            "DRAFT",
            "This is a draft of model text. It is not the agreement that the named bodies signed.",
            "Draft of model text, not issued",
            "draft, not issued",
            "Contents",
            "Page {page} of {pages}",
        ),
    )
