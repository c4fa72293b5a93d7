"""Trees as an issued version has them: a control group, a note for the pages of signature, the longer apparatus words."""

from __future__ import annotations

from dataclasses import replace

from concordat.language.canonical import text_digest, with_schema
from concordat.model.tree import NOWHERE, Agreement, Block, Group, GroupKind, Paragraph, Role, Table, Text
from concordat.project.small_trees import columns_of, heading_of, row_of
from sample_tree import sample_agreement

HEADS = (("version", "Version", 12), ("date", "Date", 20), ("what", "What happened", 44), ("by", "By", 24))
EVENTS = (
    ("0.1", "4 January 2024", "Issued as a draft", "Governance lead"),
    ("0.2", "22 January 2024", "Issued as a draft, after comments of three boards", "Governance lead"),
    ("1.0", "12 February 2024", "Issued for approval", "Governance lead"),
    ("1.0", "5 March 2024", "Approved by Smith & Sons <UK> “Ltd”, minute 24/031", "Board secretary"),
    ("1.0", "7 March 2024", "Approved by The Buyer plc, minute BP/2024/17", "Board secretary"),
    ("1.0", "28 March 2024", "Issued for signature", "Governance lead"),
)
"""The rows of a version table, as a ledger would give them."""

ACCEPTED = (
    ("stand-in-wording", "Schedule 3 is a stand-in", "The national text is awaited; the boards were told."),
    ("fact-unconfirmed", "Price", "Confirmed by letter, not yet entered."),
)
WANTED = (("Date of this Agreement", "the last party to sign"), ("Seal register number", "each party"))
CONTROL_WORDS = (
    "Version control",
    "Issued for approval",
    "stand-in-wording",
    "the last party to sign",
    "leaked",
)
"""Words that stand in the control group, some of each block, and nowhere else; the last in none."""


def table(
    identity: str, caption: str, heads: tuple[tuple[str, str, int], ...], rows: tuple[tuple[str, ...], ...]
) -> Table:
    """A table of words: its columns (name, heading, width) and its rows."""
    names = [name for name, _, _ in heads]
    made = tuple(
        row_of(f"{identity}#{number}", zip(names, row, strict=True)) for number, row in enumerate(rows, 1)
    )
    note = Paragraph(f"{identity}~empty", Role.NOTE, (Text("None."),))
    return Table(
        identity, caption, f"{caption}, a row each.", "list", None, False, columns_of(heads), made, () if rows else (note,), NOWHERE
    )  # fmt: skip


def control_group(accepted: tuple[tuple[str, ...], ...] = ACCEPTED) -> Group:
    """The control group: its heading, words, the version table, and under headings of their own what is open and accepted."""
    wanted = table("control/open", "Still to be filled", (("what", "What", 60), ("of", "By", 40)), WANTED)
    heads = (("code", "Code", 25), ("what", "What", 30), ("why", "Why", 45))
    blocks: tuple[Block, ...] = (
        Paragraph("control~start", Role.START, (Text("From the ledger of the footprint. The signed copy is definitive."),)),
        table("control/versions", "Versions", HEADS, EVENTS),
        Group("control/still", GroupKind.PART, "", 0, heading_of("control/still", "What is open"), (wanted,)),
        Group(
            "control/taken", GroupKind.PART, "", 0, heading_of("control/taken", "What was accepted"),
            (table("control/accepted", "Accepted", heads, accepted),),
        ),
    )  # fmt: skip
    return Group("control", GroupKind.TERMS, "", 0, heading_of("control", "Version control"), blocks)


def issued(
    agreement: Agreement | None = None, mark: str = "FOR SIGNATURE", *, deed: bool = False
) -> Agreement:
    """An agreement (the sample unless one is given) as its version for signature, under hand or as a deed."""
    of = agreement or sample_agreement()
    digest = text_digest(of)
    issue = "Version 1.0, for signature, 28 March 2024"
    shown = replace(
        of.apparatus,
        mark=mark,
        note=issue,
        version=f"{issue}. Text digest (SHA-256): {digest}",
        control=control_group(),
        signature_note=f"{of.title}. Version 1.0. Text digest (SHA-256): {digest}",
    )
    groups = tuple(
        replace(group, execution="deed") if deed and group.kind is GroupKind.EXECUTION else group
        for group in of.groups
    )
    return with_schema(replace(of, groups=groups, apparatus=shown))
