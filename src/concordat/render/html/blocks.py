"""Blocks as HTML: groups under their headings, and lists of provisions, parties, recitals and definitions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from concordat.language.layout import after_wide, begins_wide, wide_blocks
from concordat.language.walk import children
from concordat.model.tree import (
    Block,
    Definition,
    Group,
    GroupKind,
    Paragraph,
    Particular,
    Party,
    Provision,
    Recital,
    Role,
    Signature,
    Table,
)
from concordat.render.html.inlines import mark_class, render_inlines
from concordat.render.html.markup import element, escape
from concordat.render.html.medium import Addresses
from concordat.render.html.tables import render_particulars, render_table

_WIDE, _NARROW = 18, 10
"""How far, in millimetres, text stands from its number: a number of figures, and a single letter."""

_LISTS: dict[type, str] = {Provision: "provisions", Party: "parties", Recital: "recitals"}
"""The blocks that stand in a list, with the class of the list."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where blocks stand.

    `heading` is the `id` of the heading above. `edge` is how far, in millimetres, the block that holds these is
    indented, and `step` how much further a list within it is. `level` is the level of a heading that stands here:
    one below the heading above that prints. `lettered` is whether provisions begin with letters, as they do below
    definitions and recitals; `holder` is the kind of group that holds the blocks, `wide` those of them that lie
    on wide pages, and `upright` those with which upright pages begin anew. `note` stands at the foot of each signature
    block of a version for signature, each of which has a page of its own; `deed` says that they are those of a deed.
    """

    addresses: Addresses
    heading: str = ""
    edge: int = 0
    step: int = 0
    level: int = 2
    lettered: bool = False
    holder: GroupKind | None = None
    wide: frozenset[str] = frozenset()
    upright: frozenset[str] = frozenset()
    note: str | None = None
    deed: bool = False

    def turned(self, identity: str) -> tuple[str, ...]:
        """The class of a block on whose pages it depends whether they turn."""
        if identity in self.wide:
            return ("landscape",)
        return ("upright",) if identity in self.upright else ()


def render_blocks(blocks: Iterable[Block], setting: Setting) -> str:
    """Blocks in order; those of one kind that follow one another are one list or one table."""
    return "".join(_run(kind, tuple(run), setting) for kind, run in groupby(blocks, key=type))


def _run(kind: type, run: tuple[Block, ...], setting: Setting) -> str:
    if kind is Particular:
        answers = [block for block in run if isinstance(block, Particular)]
        return render_particulars(answers, setting.heading, setting.addresses)
    html = "".join(_block(block, setting) for block in run)
    if kind in _LISTS:
        # The role keeps the list a list for readers that drop lists without bullets.
        return element("ol", html, class_=_LISTS[kind], role="list")
    return html


def _block(block: Block, setting: Setting) -> str:
    if isinstance(block, Group):
        return _group(block, setting)
    if isinstance(block, Provision | Recital | Party):
        return _numbered(block, setting)
    if isinstance(block, Definition):
        return _definition(block, setting)
    if isinstance(block, Table):
        return render_table(block, setting.addresses, setting.edge)
    if isinstance(block, Signature):
        return _signature(block, setting)
    if isinstance(block, Paragraph):
        return _paragraph(block, setting)
    raise AssertionError(f"a particular stands outside a run: {block.identity}")


def _group(group: Group, setting: Setting) -> str:
    within = replace(setting, heading=group.identity, edge=0, step=0, holder=group.kind)
    within = replace(within, wide=wide_blocks(group), upright=after_wide(group))
    if group.kind is GroupKind.SCHEDULES:
        return element("div", render_blocks(group.blocks, within), class_="schedules")
    within = replace(within, level=setting.level + 1, deed=group.execution == "deed")
    html = _heading(group, setting) + render_blocks(group.blocks, within)
    return element("section", html, class_=mark_class(group.mark, str(group.kind)))


def _heading(group: Group, setting: Setting) -> str:
    heading = group.heading
    if heading is None:
        return ""
    words = _label(group.label) + render_inlines(heading.inlines, setting.addresses)
    tag = f"h{min(setting.level, 6)}"
    turned = ("landscape",) if begins_wide(group) else setting.turned(group.identity)
    class_ = mark_class(heading.mark, f"{group.kind}-heading", *turned)
    return element(tag, words, id=setting.addresses.anchor(group.identity), class_=class_)


def _label(label: str) -> str:
    """A label as real text; the space within it keeps it apart from the words where text is copied or read out."""
    return element("span", escape(label) + " ", class_="label") if label else ""


def _numbered(block: Provision | Recital | Party, setting: Setting) -> str:
    """A provision, recital or party: its label and opening paragraph, then what it holds, indented to its text."""
    lettered = isinstance(block, Provision) and (setting.lettered or block.depth > 2)
    step = _NARROW if lettered else _WIDE
    html = element("p", _label(block.label) + render_inlines(block.inlines, setting.addresses))
    lettered_below = isinstance(block, Recital) or setting.lettered
    within = replace(setting, edge=setting.edge + setting.step, step=step, lettered=lettered_below)
    html += render_blocks(children(block), within)
    class_ = mark_class(block.mark, "narrow" if lettered else "wide", *setting.turned(block.identity))
    return element("li", html, id=setting.addresses.anchor(block.identity), class_=class_)


def _definition(definition: Definition, setting: Setting) -> str:
    words = (
        element("dfn", escape(definition.term)) + ": " + render_inlines(definition.inlines, setting.addresses)
    )
    within = replace(setting, edge=setting.edge + _WIDE, lettered=True)
    html = element("p", words) + render_blocks(definition.children, within)
    class_ = mark_class(definition.mark, "definition")
    return element("div", html, id=setting.addresses.anchor(definition.identity), class_=class_)


def _paragraph(paragraph: Paragraph, setting: Setting) -> str:
    opens = paragraph.role is Role.START and setting.holder is GroupKind.CLAUSE and setting.edge == 0
    return element(
        "p",
        render_inlines(paragraph.inlines, setting.addresses),
        id=setting.addresses.anchor(paragraph.identity),
        class_=mark_class(
            paragraph.mark,
            "opening" if opens else str(paragraph.role),
            *setting.turned(paragraph.identity),
        ),
    )


def _signature(signature: Signature, setting: Setting) -> str:
    """A signature block: its heading and its lines, each a label and what stands on the line, or a ruled space."""
    lines = "".join(
        element(
            "div",
            element("dt", escape(line.label))
            + element("dd", render_inlines(line.inlines, setting.addresses)),
            class_=mark_class(line.mark, "line"),
        )
        for line in signature.lines
    )
    tag = f"h{min(setting.level, 6)}"
    heading = element(tag, render_inlines(signature.inlines, setting.addresses), class_="signatory")
    html = heading + element("dl", lines)
    names = ["signature"]
    if setting.note is not None:
        html += element("p", escape(setting.note), class_="apparatus signature-note")
        names += ["page-own", *(["deed"] if setting.deed else [])]
    class_ = mark_class(signature.mark, *names)
    return element("div", html, id=setting.addresses.anchor(signature.identity), class_=class_)
