"""The blocks of an agreement as paragraphs and tables, in order. It numbers nothing: Word's own lists do, as told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from concordat.language.layout import begins_wide, wide_blocks
from concordat.language.words import plain
from concordat.model.tree import (
    Agreement,
    Block,
    Definition,
    Group,
    GroupKind,
    Paragraph,
    Particular,
    Party,
    Provision,
    Recital,
    Signature,
    Table,
)
from concordat.render.docx.markup import character_style, run
from concordat.render.docx.numbering import ListKind
from concordat.render.docx.signatures import write_signature
from concordat.render.docx.styles import (
    clause_level,
    definition_level,
    recital_level,
    schedule_level,
    text_level,
)
from concordat.render.docx.tables import write_particulars, write_table
from concordat.render.docx.writer import Writer

AFTER_HEADING = 120
"""Twips between any other heading and a table that follows it; text brings its own space."""

_HEADINGS = {
    GroupKind.CLAUSE: "Heading 2",
    GroupKind.SCHEDULE: "Schedule heading",
    GroupKind.PART: "Part heading",
    GroupKind.PARTY_PARTICULARS: "Party heading",
}
_NEW_PAGE = (GroupKind.PARTICULARS, GroupKind.PARTIES, GroupKind.EXECUTION, GroupKind.PACK_PART)
_TITLES = ("Heading 1", "Schedule heading")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where provisions stand.

    `style` gives the style of a depth, `deepest` the last depth with a style of its own; `number` is the `w:num`,
    and `numbered_by_style` whether the styles carry it; `first` is the level of depth 1 in the list, and `text` the
    level of words without a number that stand beside the provisions.
    """

    style: Callable[[int], str]
    deepest: int
    number: int
    numbered_by_style: bool
    first: int
    text: int = 0


def write_body(writer: Writer, agreement: Agreement, contents: str = "") -> None:
    """The whole agreement after the contents; `contents` are those that stand after the terms instead.

    The last pages are of the shape that `writer.wide` says at the end.
    """
    if agreement.cover is not None:
        writer.after_title = AFTER_HEADING
    writer.note = agreement.apparatus.signature_note
    for number, group in enumerate(agreement.groups):
        new_page = group.kind in _NEW_PAGE and not (number == 0 and agreement.cover is not None)
        _group(writer, group, None, new_page)
        if group.kind is GroupKind.TERMS and contents:
            writer.add(contents)


def _group(writer: Writer, group: Group, setting: Setting | None, new_page: bool = False) -> None:
    if begins_wide(group):
        writer.turn(True)
    if group.kind is not GroupKind.SCHEDULES:
        _heading(writer, group, new_page)
    if group.kind is GroupKind.CLAUSE:
        setting = Setting(clause_level, 4, writer.numbers.of(ListKind.CLAUSES), True, 1, 1)
    elif group.kind is GroupKind.EXECUTION:
        writer.deed = group.execution == "deed"
    elif group.kind in (GroupKind.SCHEDULE, GroupKind.PART):
        number = writer.numbers.restart(ListKind.SCHEDULES)
        setting = Setting(schedule_level, 4, number, False, 0)
    caption = plain(group.heading.inlines) if group.heading else ""
    _blocks(writer, group.blocks, setting, caption, wide_blocks(group))


def _heading(writer: Writer, group: Group, new_page: bool) -> None:
    if group.heading is None:
        return
    style = _HEADINGS.get(group.kind, "Heading 1")
    gap = writer.after_title if style in _TITLES else AFTER_HEADING
    table_follows = bool(group.blocks) and isinstance(group.blocks[0], Particular)
    writer.text(
        style,
        writer.runs.of(group.heading.inlines),
        group.identity,
        new_page=new_page,
        after=gap if table_follows else None,
        typed=group.label if group.typed else "",
    )
    writer.gap = gap if style in _TITLES and not table_follows else 0


def _blocks(
    writer: Writer, blocks: Iterable[Block], setting: Setting | None, caption: str, wide: frozenset[str]
) -> None:
    """Blocks in order, those of `wide` on wide pages; particulars that follow one another are one table, named by the
    heading above them, which is its `caption`."""
    for kind, run_ in groupby(blocks, key=type):
        if kind is Particular:
            write_particulars(writer, [block for block in run_ if isinstance(block, Particular)], caption)
            continue
        for block in run_:
            if block.identity not in wide:
                _block(writer, block, setting)
                continue
            writer.turn(True)
            writer.held = True
            _block(writer, block, setting)
            writer.held, writer.upright_next = False, True


def _block(writer: Writer, block: Block, setting: Setting | None) -> None:
    match block:
        case Group():
            _group(writer, block, setting)
        case Provision():
            _provision(writer, block, 1, setting or _loose(writer))
        case Paragraph():
            writer.text(
                text_level(setting.text if setting else 0), writer.runs.of(block.inlines), block.identity
            )
        case Party():
            writer.text("Party", writer.runs.of(block.inlines), block.identity)
        case Recital():
            _recital(writer, block)
        case Definition():
            _definition(writer, block)
        case Table():
            write_table(writer, block)
        case Signature():
            write_signature(writer, block)
        case Particular():
            write_particulars(writer, [block], block.label)


def _loose(writer: Writer) -> Setting:
    """A setting for provisions that stand in no clause or schedule: a list of their own, as in a definition."""
    return Setting(definition_level, 2, writer.numbers.restart(ListKind.DEFINITIONS), False, 0, 1)


def _provision(writer: Writer, provision: Provision, depth: int, setting: Setting) -> None:
    level = setting.first + depth - 1
    own = setting.numbered_by_style and depth <= setting.deepest
    writer.text(
        setting.style(depth),
        writer.runs.of(provision.inlines),
        provision.identity,
        keep=_introduces(provision.children),
        numbering=None if own else (min(level, 8), setting.number),
        typed=provision.label if provision.typed else "",
    )
    for child in provision.children:
        if isinstance(child, Provision):
            _provision(writer, child, depth + 1, setting)
        elif isinstance(child, Paragraph):
            writer.text(text_level(depth), writer.runs.of(child.inlines), child.identity)
        else:
            _block(writer, child, setting)
    if provision.closing is not None:
        writer.text(text_level(depth), writer.runs.of(provision.closing.inlines), provision.closing.identity)


def _introduces(children: tuple[Block, ...]) -> bool:
    """Whether an opening is kept with what follows: with the first of its own provisions, never alone at a page's foot."""
    return bool(children) and isinstance(children[0], Provision)


def _recital(writer: Writer, recital: Recital) -> None:
    writer.text(
        "Recital", writer.runs.of(recital.inlines), recital.identity, keep=_introduces(recital.children)
    )
    setting = Setting(recital_level, 2, writer.numbers.of(ListKind.RECITALS), True, 1, 1)
    _under(writer, recital.children, setting)


def _definition(writer: Writer, definition: Definition) -> None:
    term = run(definition.term, character_style(writer.ids["Defined term"]))
    words = term + run(": ") + writer.runs.of(definition.inlines)
    writer.text("Definition", words, definition.identity, keep=_introduces(definition.children))
    if definition.children:
        number = writer.numbers.restart(ListKind.DEFINITIONS)
        _under(writer, definition.children, Setting(definition_level, 2, number, False, 0, 1))


def _under(writer: Writer, blocks: Iterable[Block], setting: Setting) -> None:
    for block in blocks:
        if isinstance(block, Provision):
            _provision(writer, block, 1, setting)
        else:
            _block(writer, block, setting)
