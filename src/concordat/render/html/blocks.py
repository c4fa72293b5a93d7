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
    Inline,
    Mark,
    Paragraph,
    Particular,
    Party,
    Provision,
    Recital,
    Role,
    Signature,
    SignatureLine,
    Table,
)
from concordat.render.html.inlines import render_inlines, render_text
from concordat.render.html.marks import (
    changed,
    flag,
    flag_within,
    mark_class,
    marked_whole,
    newer_words,
)
from concordat.render.html.markup import element, escape
from concordat.render.html.medium import Addresses, Medium
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
    `mark` is the mark of a redline that all here bears, and `begins` whether it begins with the block that is drawn.
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
    mark: Mark | None = None
    begins: bool = False

    def under(self, mark: Mark | None) -> Setting:
        """The setting of a block that bears this mark, or none; what holds it may bear the same."""
        if mark is None and self.mark is None:
            return self
        begins = self.mark is None
        return replace(
            self, mark=mark if begins else self.mark, begins=begins, addresses=self.addresses.within(mark)
        )

    @property
    def beginning(self) -> Mark | None:
        """The mark that begins with the block that is drawn, if one does."""
        return self.mark if self.begins else None

    def words(self, inlines: tuple[Inline, ...]) -> str:
        """A text that stands here, as HTML, with the mark of its place or the marks of its parts."""
        return marked_whole(render_inlines(inlines, self.addresses), self.mark)

    def label(self, label: str) -> str:
        """A label as real text; the space within it keeps it apart from the words where text is copied or read out."""
        if not label:
            return ""
        return element("span", marked_whole(escape(label) + " ", self.mark, said=False), class_="label")

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
        return render_particulars(answers, setting.heading, setting.addresses, setting.mark)
    html = "".join(_block(block, setting.under(block.mark)) for block in run)
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
        return render_table(block, setting.addresses, setting.edge, setting.mark, begins=setting.begins)
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
    return element("section", html, class_=mark_class(setting.beginning, str(group.kind)))


def _heading(group: Group, setting: Setting) -> str:
    """The heading of a group, and after it the flag of a group that bears a mark."""
    turned = ("landscape",) if begins_wide(group) else setting.turned(group.identity)
    flagged = flag(setting.beginning, setting.addresses, *turned)
    heading = group.heading
    if heading is None:
        return flagged
    placed, of_heading = setting, ""
    if heading.mark is not None and setting.mark is None:
        placed = setting.under(heading.mark)
        of_heading = flag(heading.mark, placed.addresses, *turned)
    words = placed.label(group.label) + placed.words(heading.inlines)
    differs = changed(heading.inlines)
    outline = None
    if setting.addresses.medium is Medium.PRINT and (placed.mark is not None or differs):
        # The outline of a PDF has the words of the newer text alone.
        outline = "" if placed.addresses.past else f"{group.label} {newer_words(heading.inlines)}".strip()
    return (
        element(
            f"h{min(setting.level, 6)}",
            words,
            id=setting.addresses.anchor(group.identity),
            class_=mark_class(None, f"{group.kind}-heading", *turned, *differs),
            data_outline=outline,
        )
        + of_heading
        + flagged
    )


def _numbered(block: Provision | Recital | Party, setting: Setting) -> str:
    """A provision, recital or party: its label and opening paragraph, then what it holds, indented to its text."""
    # A quoted provision may stand deeper than its own label tells: “10.22.1” has no room beside a letter’s.
    figures = block.label[:1].isdigit() and not block.label.isdigit()
    lettered = isinstance(block, Provision) and (setting.lettered or block.depth > 2) and not figures
    step = _NARROW if lettered else _WIDE
    words = setting.label(block.label) + setting.words(block.inlines)
    html = element("p", words, class_=mark_class(None, *changed(block.inlines)))
    lettered_below = isinstance(block, Recital) or setting.lettered
    within = replace(setting, edge=setting.edge + setting.step, step=step, lettered=lettered_below)
    html += render_blocks(children(block), within)
    names = ("narrow" if lettered else "wide", *setting.turned(block.identity))
    return element(
        "li",
        flag(setting.beginning, setting.addresses) + html,
        id=setting.addresses.anchor(block.identity),
        class_=mark_class(setting.beginning, *names),
    )


def _definition(definition: Definition, setting: Setting) -> str:
    term = render_text(definition.term, definition.redlined, setting.addresses)
    words = element("dfn", term) + ": " + render_inlines(definition.inlines, setting.addresses)
    differs = changed(definition.inlines, definition.redlined)
    within = replace(setting, edge=setting.edge + _WIDE, lettered=True)
    html = element("p", marked_whole(words, setting.mark), class_=mark_class(None, *differs))
    html += render_blocks(definition.children, within)
    return element(
        "div",
        flag(setting.beginning, setting.addresses) + html,
        id=setting.addresses.anchor(definition.identity),
        class_=mark_class(setting.beginning, "definition"),
    )


def _paragraph(paragraph: Paragraph, setting: Setting) -> str:
    opens = paragraph.role is Role.START and setting.holder is GroupKind.CLAUSE and setting.edge == 0
    names = ("opening" if opens else str(paragraph.role), *setting.turned(paragraph.identity))
    return flag(setting.beginning, setting.addresses, *names) + element(
        "p",
        setting.words(paragraph.inlines),
        id=setting.addresses.anchor(paragraph.identity),
        class_=mark_class(setting.beginning, *names, *changed(paragraph.inlines)),
    )


def _signature(signature: Signature, setting: Setting) -> str:
    """A signature block: its heading and its lines, each a label and what stands on the line, or a ruled space."""
    lines = "".join(_line(line, setting.under(line.mark)) for line in signature.lines)
    heading = element(
        f"h{min(setting.level, 6)}",
        setting.words(signature.inlines),
        class_=mark_class(None, "signatory", *changed(signature.inlines)),
    )
    html = heading + flag(setting.beginning, setting.addresses) + element("dl", lines)
    names = ["signature"]
    if setting.note is not None:
        html += element("p", escape(setting.note), class_="apparatus signature-note")
        names += ["page-own", *(["deed"] if setting.deed else [])]
    class_ = mark_class(setting.beginning, *names)
    return element("div", html, id=setting.addresses.anchor(signature.identity), class_=class_)


def _line(line: SignatureLine, setting: Setting) -> str:
    begins = setting.beginning
    label = render_text(line.label, line.redlined, setting.addresses)
    return element(
        "div",
        element(
            "dt",
            flag_within(begins, setting.addresses) + marked_whole(label, setting.mark, said=begins is None),
        )
        + element("dd", setting.words(line.inlines)),
        class_=mark_class(begins, "line", *changed(line.inlines, line.redlined)),
    )
