"""`concordat explain`: why a place is in an agreement, or is not, and where each of its words came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from concordat.diagnostics import Faults, Span
from concordat.language.editions import settled
from concordat.language.naming import name_of
from concordat.language.walk import Place, iterate, passages
from concordat.language.words import plain
from concordat.model.library import Deviation, Entry, SourceDefinition, Wording, Workspace
from concordat.model.prose import ForBlock, Note, SourceBlock, SourcePart, SourceProvision, WhenBlock
from concordat.model.tree import (
    Agreement,
    BlankText,
    Block,
    Condition,
    Definition,
    Group,
    GroupKind,
    Omitted,
    Origin,
    Publication,
    Read,
    Reference,
    SisterReference,
    Table,
    Use,
    Value,
)
from concordat.project.places import find_place
from concordat.project.read import read


@dataclass(frozen=True)
class Told:
    """A value, use or blank of a place: what printed, its expression, its place, and what it was read from."""

    shown: str
    expression: str
    span: Span | None
    reads: tuple[Read, ...]


@dataclass(frozen=True)
class Explanation:
    """Why a place is there, or is not (`present`)."""

    agreement: str
    identity: str
    name: str
    present: bool
    words: str
    file: Span | None
    title: str
    wording: str
    conditions: tuple[Condition, ...]
    keys: tuple[str, ...]
    values: tuple[Told, ...]
    references: tuple[tuple[str, str], ...]
    terms: tuple[str, ...]
    guidance: str
    authority: tuple[str, ...]
    notes: tuple[str, ...]
    deviation: Deviation | None
    published: Publication | None = None


def explain(root: Path, agreement: str, wanted: str) -> tuple[Explanation | None, Faults]:
    """The explanation of a place of one agreement, named by identity or by the label as printed."""
    reading = read(root, (agreement,), on=None, family=False)
    if reading.unreadable:
        return None, reading.faults
    faults = Faults()
    found = [composed for composed in reading.agreements if composed.agreement is not None]
    if len(found) != 1:
        faults.add(
            "agreement-unknown",
            None,
            f"“{agreement}” names {len(found)} agreements",
            "name one: `concordat list`",
        )
        return None, faults
    tree = found[0].agreement
    assert tree is not None
    workspace = settled(reading.workspace, tree.precedent)
    place = find_place(tree, wanted)
    deviations = found[0].selected.instructions.deviations
    left_out = {omitted.identity: omitted for omitted in tree.omitted}
    if place is not None and getattr(place.block, "not_used", None) and place.block.identity in left_out:
        return _absent(workspace, tree, left_out[place.block.identity]), faults
    if place is not None:
        return _present(workspace, tree, place, deviations), faults
    row = next((p for p in iterate(tree) if wanted in _rows(p.block)), None)
    copies = [p for p in iterate(tree) if p.block.identity.split("@")[0] == wanted]
    if copies:
        return _present(workspace, tree, copies[0], deviations), faults
    if row is not None:
        return _present(workspace, tree, row, deviations, wanted), faults
    for omitted in tree.omitted:
        if omitted.identity == wanted or omitted.identity.split("@")[0] == wanted:
            return _absent(workspace, tree, omitted), faults
    merged = _merged_into(workspace, tree, wanted)
    if merged is not None:
        return _present(workspace, tree, merged, deviations), faults
    faults.add(
        "agreement-unknown",
        None,
        f"{tree.path} has no place “{wanted}”, and its precedent leaves none of that name out",
        "name an identity (dispute-resolution/refer), or the label as printed (24.4, Schedule 3)",
    )
    return None, faults


def _present(
    workspace: Workspace, tree: Agreement, place: Place, deviations: Iterable[Deviation], inside: str = ""
) -> Explanation:
    """Why a place is there; `inside` is the identity of a row or a cell, where one of a table is meant."""
    block = place.block
    origin = getattr(block, "origin", None)
    origin = origin if isinstance(origin, Origin) else Origin(None)
    holder = _holder(place)
    entry = workspace.library.entries.get(holder.identity) if holder is not None else None
    shown = [found for one in _own(block) for identity, found in passages(one) if _is_in(identity, inside)]
    inlines = [inline for found in shown for inline in found]
    deviation = _deviation(place, holder, deviations)
    values = tuple(
        Told(i.text, i.expression, i.span, i.reads)
        for i in inlines
        if isinstance(i, Value | BlankText) or (isinstance(i, Use) and i.expression)
    )
    return Explanation(
        tree.path,
        inside or block.identity,
        name_of(place),
        True,
        " ".join(plain(found) for found in shown),
        origin.span,
        entry.title if entry is not None else "",
        holder.wording if holder is not None else Wording.LOCAL.value if deviation is not None else "",
        _conditions(holder, origin),
        origin.keys,
        values,
        tuple((i.text, i.target) for i in inlines if isinstance(i, Reference))
        + tuple((i.text, _led_to(i)) for i in inlines if isinstance(i, SisterReference)),
        tuple(dict.fromkeys(i.term for i in inlines if isinstance(i, Use) and i.term)),
        entry.guidance if entry is not None else "",
        entry.authority if entry is not None else (),
        _notes(entry, block.identity),
        deviation,
        holder.published if holder is not None else None,
    )


def _led_to(reference: SisterReference) -> str:
    """Where a sister reference points, as `explain` names a place of another agreement."""
    place = f" {reference.place}" if reference.place else ""
    return ", ".join(f"{path}{place}" for path in reference.agreements)


def _deviation(place: Place, holder: Group | None, deviations: Iterable[Deviation]) -> Deviation | None:
    """The deviation whose words stand in a place: that of its definition, or of its clause or schedule."""
    definition = _definition(place)
    named = definition.identity if definition is not None else holder.identity if holder is not None else ""
    kind = SourceDefinition if definition is not None else Entry
    wanted = named.removeprefix("term/")
    return next(
        (d for d in deviations if isinstance(d.text, kind) and d.entry.removeprefix("term/") == wanted), None
    )


def _definition(place: Place) -> Definition | None:
    return next((b for b in (place.block, *reversed(place.parents)) if isinstance(b, Definition)), None)


def _rows(block: Block) -> set[str]:
    """The identities of the rows and cells of a table."""
    rows = block.rows if isinstance(block, Table) else ()
    return {row.identity for row in rows} | {cell.identity for row in rows for cell in row.cells}


def _is_in(identity: str, inside: str) -> bool:
    return not inside or identity == inside or identity.startswith(f"{inside}/")


def _merged_into(workspace: Workspace, tree: Agreement, wanted: str) -> Place | None:
    """The provision that the only member of a list was merged into: the nearest above it that prints."""
    head, _, anchor = wanted.split("@")[0].partition("/")
    entry = workspace.library.entries.get(head)
    if entry is None or not anchor:
        return None
    above = {f"{head}/{name}": depth for depth, name in enumerate(_above(entry.blocks, anchor, ()))}
    printed = [place for place in iterate(tree) if place.block.identity.split("@")[0] in above]
    return max(printed, key=lambda p: above[p.block.identity.split("@")[0]], default=None)


def _above(blocks: tuple[SourceBlock, ...], anchor: str, over: tuple[str, ...]) -> tuple[str, ...]:
    """The anchors of the provisions that a provision stands under, outermost first."""
    for block in blocks:
        found: tuple[str, ...] = ()
        if isinstance(block, SourceProvision):
            if block.anchor == anchor:
                return over
            found = _above(block.children, anchor, (*over, block.anchor or ""))
        elif isinstance(block, WhenBlock | ForBlock | SourcePart):
            found = _above(block.blocks, anchor, over)
        if found:
            return found
    return ()


def _own(block: Block) -> tuple[Block, ...]:
    """The block itself and, where it is a provision, its closing words."""
    closing = getattr(block, "closing", None)
    return (block, closing) if closing is not None else (block,)


def _holder(place: Place) -> Group | None:
    """The clause or schedule whose words a place holds; a definition has its words from the definitions."""
    if _definition(place) is not None:
        return None
    kinds = (GroupKind.CLAUSE, GroupKind.SCHEDULE)
    for block in (place.block, *reversed(place.parents)):
        if isinstance(block, Group) and block.kind in kinds:
            return block
    return None


def _conditions(holder: Group | None, origin: Origin) -> tuple[Condition, ...]:
    outer = holder.origin.conditions if holder is not None else ()
    return (*outer, *(c for c in origin.conditions if c not in outer))


def _absent(workspace: Workspace, tree: Agreement, omitted: Omitted) -> Explanation:
    entry = workspace.library.entries.get(omitted.identity.split("/")[0])
    return Explanation(
        tree.path,
        omitted.identity,
        omitted.title,
        False,
        "",
        omitted.span,
        entry.title if entry is not None else omitted.title,
        entry.wording.value if entry is not None else "",
        omitted.conditions,
        (),
        (),
        (),
        (),
        entry.guidance if entry is not None else "",
        entry.authority if entry is not None else (),
        (),
        None,
    )


def _notes(entry: Entry | None, identity: str) -> tuple[str, ...]:
    """The notes to the drafter that stand in the place, or in the whole entry where it is meant."""
    if entry is None:
        return ()
    anchor = identity.split("@")[0].partition("/")[2]
    return tuple(_notes_in(entry.blocks, anchor, not anchor))


def _notes_in(blocks: tuple[SourceBlock, ...], anchor: str, inside: bool) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Note) and inside:
            yield block.text
        elif isinstance(block, SourceProvision):
            yield from _notes_in(block.children, anchor, inside or block.anchor == anchor)
        elif isinstance(block, WhenBlock | ForBlock | SourcePart):
            yield from _notes_in(block.blocks, anchor, inside)
