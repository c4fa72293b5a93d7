"""The blocks of an agreement as paragraphs and tables, in order. It numbers nothing: Word's own lists do, as told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from concordat.language.sides import Side
from concordat.language.walk import children
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
from concordat.render.docx.markup import character_style, paragraph, run
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

    The last pages are of the shape that `writer.pages` says at the end. A redline ends on upright pages, with an empty
    paragraph: a file keeps its last, whatever is accepted or rejected, and it must be one that nothing is lost with.
    """
    if agreement.cover is not None:
        writer.after_title = AFTER_HEADING
    writer.note = agreement.apparatus.signature_note if agreement.redline is None else None
    for number, group in enumerate(agreement.groups):
        new_page = group.kind in _NEW_PAGE and not (number == 0 and agreement.cover is not None)
        with writer.marked(group, group.mark):
            _group(writer, group, None, new_page)
        if group.kind is GroupKind.TERMS and contents:
            writer.add(contents)
    if agreement.redline is not None:
        writer.turn(False)
        writer.add(paragraph(writer.ids["Section break"], ""))


def _group(writer: Writer, group: Group, setting: Setting | None, new_page: bool = False) -> None:
    writer.turn(True, [side for side in writer.sides if group.identity in writer.pages.begins[side]])
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
    _blocks(writer, group.blocks, setting, caption, writer.pages.lying)


def _heading(writer: Writer, group: Group, new_page: bool) -> None:
    if group.heading is None:
        return
    style = _HEADINGS.get(group.kind, "Heading 1")
    gap = writer.after_title if style in _TITLES else AFTER_HEADING
    table_follows = bool(group.blocks) and isinstance(group.blocks[0], Particular)
    with writer.marked(group.heading, group.heading.mark):
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
    writer: Writer,
    blocks: Iterable[Block],
    setting: Setting | None,
    caption: str,
    wide: Mapping[Side, frozenset[str]],
) -> None:
    """Blocks in order, those of `wide` on wide pages; particulars that follow one another are one table, named by the
    heading above them, which is its `caption`."""
    for kind, run_ in groupby(blocks, key=type):
        if kind is Particular:
            write_particulars(writer, [block for block in run_ if isinstance(block, Particular)], caption)
            continue
        for block in run_:
            with writer.marked(block, block.mark):
                lies = [side for side in writer.sides if block.identity in wide[side]]
                writer.turn(True, lies)
                writer.hold(lies, True)
                _set(writer, block, setting)
                writer.hold(lies, False)


def _block(writer: Writer, block: Block, setting: Setting | None) -> None:
    with writer.marked(block, block.mark):
        _set(writer, block, setting)


def _set(writer: Writer, block: Block, setting: Setting | None) -> None:
    """A block under the mark that is in force."""
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
    for child in children(provision):
        with writer.marked(child, child.mark):
            if isinstance(child, Provision):
                _provision(writer, child, depth + 1, setting)
            elif isinstance(child, Paragraph):
                writer.text(text_level(depth), writer.runs.of(child.inlines), child.identity)
            else:
                _set(writer, child, setting)


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
    runs = writer.runs
    term = runs.words(definition.term, definition.redlined, character_style(writer.ids["Defined term"]))
    words = term + runs.tracked(run(": ")) + runs.of(definition.inlines)
    writer.text("Definition", words, definition.identity, keep=_introduces(definition.children))
    if definition.children:
        number = writer.numbers.restart(ListKind.DEFINITIONS)
        _under(writer, definition.children, Setting(definition_level, 2, number, False, 0, 1))


def _under(writer: Writer, blocks: Iterable[Block], setting: Setting) -> None:
    for block in blocks:
        _block(writer, block, setting)
