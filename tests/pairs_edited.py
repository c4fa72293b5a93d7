"""An edit script over a tree: what people do to an agreement between two versions, each kind of edit a function.

Each takes the editor and an agreement and gives the agreement with one edit, or None where it finds nothing to edit.
Numbers, endings, totals and references are left as they were: `settled` works them out again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from random import Random
from typing import TypeVar, cast

from concordat.language.walk import blocks, children, identities, iterate
from concordat.model.tree import (
    Agreement,
    BlankText,
    Block,
    Cell,
    Definition,
    Group,
    GroupKind,
    Inline,
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
    Table,
    Text,
    Use,
    Value,
    WebLink,
)
from pairs_grown import COLUMNS, LINES, PARTIES, TERMS, Grower, pointed, targets
from pairs_settled import TOTAL, ended, is_list, rebuilt, respoken

T = TypeVar("T")
DEEPEST = 4
Edited = Agreement | None


@dataclass
class Editor:
    """What an edit draws from: chance, and a grower of new pieces that never takes an identity that was used."""

    chance: Random
    grower: Grower

    def one(self, found: Iterable[T]) -> T | None:
        """One of some things, or None where there is none."""
        listed = list(found)
        return self.chance.choice(listed) if listed else None


def editor(agreement: Agreement, chance: Random) -> Editor:
    """An editor of an agreement: its grower knows the data, the terms, the parties and the identities of it."""
    grower = Grower(chance, taken=set(identities(agreement)))
    for block in blocks(agreement):
        if isinstance(block, Definition):
            grower.terms.append(block.identity)
        elif isinstance(block, Party):
            grower.parties.append(block.identity)
        for inline in getattr(block, "inlines", ()):
            if isinstance(inline, Value) and inline.expression.startswith("particulars."):
                grower.data[inline.expression] = inline.text
    return Editor(chance, grower)


# --- taking and setting -------------------------------------------------------------------------------------------


def found_in(agreement: Agreement, *kinds: type[T]) -> list[T]:
    """The blocks of some types."""
    return [block for block in blocks(agreement) if isinstance(block, kinds)]


def groups_of(agreement: Agreement, *kinds: GroupKind) -> list[Group]:
    """The groups of some kinds."""
    return [block for block in blocks(agreement) if isinstance(block, Group) and block.kind in kinds]


def instead(agreement: Agreement, identity: str, *made: Block) -> Agreement:
    """The agreement with one block replaced by others, or gone."""
    return rebuilt(agreement, lambda block: made if block.identity == identity else (block,))


def within(holder: Block) -> tuple[Block, ...]:
    """What a block that may take others holds."""
    return holder.blocks if isinstance(holder, Group) else getattr(holder, "children", ())


def holding(holder: Block, found: tuple[Block, ...]) -> Block:
    """The block holding these."""
    return replace(holder, blocks=found) if isinstance(holder, Group) else replace(holder, children=found)  # type: ignore[call-arg]


def beside(agreement: Agreement, identity: str, *made: Block) -> Agreement:
    """The agreement with blocks set behind one of its blocks."""
    return rebuilt(agreement, lambda block: (block, *made) if block.identity == identity else (block,))


def set_into(agreement: Agreement, holder: str, made: Block, chance: Random) -> Agreement:
    """The agreement with a block set somewhere in another, behind what opens it and before what it may not follow."""

    def change(block: Block) -> Iterable[Block]:
        if block.identity != holder:
            return (block,)
        inner = within(block)
        alike = [n for n, one in enumerate(inner) if type(one) is type(made)]
        places = [*alike, alike[-1] + 1] if alike else [len(inner)]
        place = chance.choice(places)
        return (holding(block, (*inner[:place], made, *inner[place:])),)

    return rebuilt(agreement, change)


def height(block: Block) -> int:
    """How many levels of provisions a block has, its own among them."""
    below = max((height(child) for child in children(block)), default=0)
    return below + (1 if isinstance(block, Provision) else 0)


def rooms(agreement: Agreement, made: Block) -> list[str]:
    """Where a provision or table may be set without standing too deep: what holds it, by identity."""
    found = []
    for place in iterate(agreement):
        block = place.block
        depth = sum(isinstance(one, Provision) for one in (*place.parents, block))
        small = any(isinstance(one, Definition | Recital) for one in (*place.parents, block))
        if isinstance(block, Group):
            fit = block.kind in (GroupKind.CLAUSE, GroupKind.PART) or (
                block.kind is GroupKind.SCHEDULE
                and not any(isinstance(b, Group | Definition) for b in block.blocks)
            )
        else:
            fit = isinstance(block, Provision | Definition | Recital)
        holds_terms = any(isinstance(one, Definition) for one in within(block))
        if fit and not holds_terms and depth + height(made) <= (2 if small else DEEPEST):
            found.append(block.identity)
    return found


def repointed(agreement: Agreement, old: str, new: str) -> Agreement:
    """The agreement with every reference to a place that has another identity now pointing there."""

    def change(inline: Inline) -> Inline:
        if isinstance(inline, Reference) and inline.target == old:
            return replace(inline, target=new)
        return inline

    return respoken(agreement, change)


# --- words --------------------------------------------------------------------------------------------------------


def respelt(found: tuple[Inline, ...], chance: Random, word: str) -> tuple[Inline, ...]:
    """A text with a word changed, put in or taken out; its last mark stays."""
    places = [n for n, inline in enumerate(found) if isinstance(inline, Text) and inline.text.strip(" .:;")]
    if not places:
        return (Text(word), *found)
    place = chance.choice(places)
    inline = cast(Text, found[place])
    pieces = re.split(r"(\s+)", inline.text)
    words = [n for n, piece in enumerate(pieces) if piece.strip(" .:;")]
    at = chance.choice(words)
    match chance.choice(("change", "insert", "delete", "many")):
        case "change":
            pieces[at] = word + "".join(re.findall(r"[.:;]+$", pieces[at]))
        case "insert":
            pieces[at:at] = [word, " "]
        case "delete" if len(words) > 2 and not re.search(r"[.:;]$", pieces[at]):
            pieces[at : at + 2] = []
        case _:
            for n in words[::3]:
                pieces[n] = word + "".join(re.findall(r"[.:;]+$", pieces[n]))
    return (*found[:place], Text("".join(pieces)), *found[place + 1 :])


def reworded(block: Block, editor: Editor) -> Block:
    """A block whose own words are changed a little."""
    return replace(block, inlines=respelt(block.inlines, editor.chance, editor.grower.words(1, 1)))  # type: ignore[call-arg,union-attr]


def words_changed(editor: Editor, agreement: Agreement) -> Edited:
    """A word in a provision, paragraph, recital or definition."""
    kinds = (Provision, Paragraph, Recital, Definition)
    one = editor.one(b for b in found_in(agreement, *kinds) if b.inlines)
    return one and rebuilt(agreement, lambda b: (reworded(b, editor),) if b.identity == one.identity and b == one else (b,))  # fmt: skip


def words_replaced(editor: Editor, agreement: Agreement) -> Edited:
    """A provision written anew."""
    one = editor.one(found_in(agreement, Provision))
    made = one and replace(one, inlines=editor.grower.sentence(":" if is_list(one) else "."))
    return made and pointed(rebuilt(agreement, lambda b: (made,) if b == one else (b,)), editor.chance)


def comma_added(editor: Editor, agreement: Agreement) -> Edited:
    """A comma behind a word, and nothing else."""
    one = editor.one(
        b for b in found_in(agreement, Provision) if b.inlines and isinstance(b.inlines[0], Text) and " " in b.inlines[0].text
    )  # fmt: skip
    if one is None:
        return None
    made = replace(one, inlines=(Text(one.inlines[0].text.replace(" ", ", ", 1)), *one.inlines[1:]))
    return rebuilt(agreement, lambda b: (made,) if b == one else (b,))


def heading_changed(editor: Editor, agreement: Agreement) -> Edited:
    """The heading of a group."""
    one = editor.one(g for g in found_in(agreement, Group) if g.heading and g.kind is not GroupKind.SCHEDULES)
    if one is None or one.heading is None:
        return None
    heading = replace(
        one.heading, inlines=respelt(one.heading.inlines, editor.chance, editor.grower.words(1, 1))
    )
    made = heading
    return rebuilt(agreement, lambda b: (replace(b, heading=made),) if b.identity == one.identity else (b,))  # type: ignore[call-arg]


def quotes_curled(editor: Editor, agreement: Agreement) -> Edited:
    """Straight quotes made curly everywhere, and nothing else."""

    def curl(inline: Inline) -> Inline:
        if not isinstance(inline, Text):
            return inline
        text = re.sub(r'"([^"]*)"', "“\\1”", inline.text)
        return Text(text.replace("'", "’"))

    return respoken(agreement, curl)


def value_changed(editor: Editor, agreement: Agreement) -> Edited:
    """A datum, wherever it prints."""
    name = editor.one(sorted(editor.grower.data))
    if name is None:
        return None
    shown = editor.chance.choice(("£2,500", "9 weeks", "1 May 2026", "by a third of <all>", "£1,250,001"))
    editor.grower.data[name] = shown
    return respoken(agreement, lambda inline: _with_datum(inline, name, shown))


def _with_datum(inline: Inline, name: str, shown: str) -> Inline:
    if isinstance(inline, Value) and inline.expression == name:
        reads = tuple(replace(read, shown=shown) if read.name == name else read for read in inline.reads)
        return replace(inline, text=shown, reads=reads)
    return inline


def value_changed_once(editor: Editor, agreement: Agreement) -> Edited:
    """A value at one place: another expression, or words in its place."""
    one = editor.one(
        b for b in found_in(agreement, Provision) if any(isinstance(i, Value) for i in b.inlines)
    )
    if one is None:
        return None
    value = next(inline for inline in one.inlines if isinstance(inline, Value))
    other: Inline = (
        Text(value.text) if editor.chance.randrange(2) else replace(value, expression="particulars.other")
    )
    made = replace(one, inlines=tuple(other if inline is value else inline for inline in one.inlines))
    return rebuilt(agreement, lambda b: (made,) if b == one else (b,))


def blank_filled(editor: Editor, agreement: Agreement) -> Edited:
    """Every blank of one name filled."""

    def fill(inline: Inline) -> Inline:
        if not isinstance(inline, BlankText) or inline.expression.startswith("tables."):
            return inline
        read = Read(inline.expression, "Siân O'Brien & Co", None, None, "confirmed")
        return Value("Siân O'Brien & Co", inline.expression, inline.span, (read,))

    return respoken(agreement, fill)


def reference_moved(editor: Editor, agreement: Agreement) -> Edited:
    """Every second reference pointed to another place."""
    places, count = targets(agreement), iter(range(10_000))

    def change(inline: Inline) -> Inline:
        if isinstance(inline, Reference) and next(count) % 2 == 0:
            return replace(inline, target=editor.chance.choice(places))
        return inline

    return respoken(agreement, change)


def link_changed(editor: Editor, agreement: Agreement) -> Edited:
    """The address of every web link, the words staying."""
    return respoken(
        agreement, lambda i: replace(i, address=f"{i.address}&v=2") if isinstance(i, WebLink) else i
    )


def use_made_words(editor: Editor, agreement: Agreement) -> Edited:
    """Uses of one term made plain words, which print the same."""
    term = editor.one(editor.grower.terms)
    return respoken(agreement, lambda i: Text(i.text) if isinstance(i, Use) and i.term == term else i)


# --- provisions ---------------------------------------------------------------------------------------------------


def provision_added(editor: Editor, agreement: Agreement) -> Edited:
    """A provision, with what is under it."""
    entry = editor.one(groups_of(agreement, GroupKind.CLAUSE, GroupKind.PART))
    if entry is None:
        return None
    made = editor.grower.provision(entry.identity.split("/")[0], 2)
    holder = editor.chance.choice(rooms(agreement, made))
    return pointed(set_into(agreement, holder, made, editor.chance), editor.chance)


def provision_removed(editor: Editor, agreement: Agreement) -> Edited:
    """A provision, with what is under it."""
    one = editor.one(found_in(agreement, Provision))
    return one and instead(agreement, one.identity)


def _moving(editor: Editor, agreement: Agreement, one: Block | None, *, edited: bool = False) -> Edited:
    """A provision or table taken from its place and set somewhere else."""
    if one is None:
        return None
    without = instead(agreement, one.identity)
    places = rooms(without, one)
    if not places:
        return None
    made = reworded(one, editor) if edited else one
    return set_into(without, editor.chance.choice(places), made, editor.chance)


def provision_moved(editor: Editor, agreement: Agreement) -> Edited:
    """A provision moved anywhere, with its identity."""
    return _moving(editor, agreement, editor.one(found_in(agreement, Provision)))


def provision_moved_and_edited(editor: Editor, agreement: Agreement) -> Edited:
    """A provision moved anywhere and reworded."""
    return _moving(editor, agreement, editor.one(found_in(agreement, Provision)), edited=True)


def provision_moved_and_renamed(editor: Editor, agreement: Agreement) -> Edited:
    """A provision moved, with another identity and the lineage to what it was."""
    one = editor.one(found_in(agreement, Provision))
    if one is None:
        return None
    identity = editor.grower.free(f"{one.identity}-moved")
    moved = _moving(editor, agreement, one)
    if moved is None:
        return None
    made = next(block for block in blocks(moved) if block.identity == one.identity)
    other = replace(cast(Provision, made), identity=identity, was=(one.identity,))
    return repointed(instead(moved, one.identity, other), one.identity, identity)


def siblings_turned(editor: Editor, agreement: Agreement) -> Edited:
    """The members of one list, or the provisions of one clause, in another order."""
    holder = editor.one(b for b in blocks(agreement) if sum(isinstance(c, Provision) for c in within(b)) > 1)
    if holder is None:
        return None
    inner = within(holder)
    order = [one for one in inner if isinstance(one, Provision)]
    editor.chance.shuffle(order)
    waiting = iter(order)
    made = holding(holder, tuple(next(waiting) if isinstance(one, Provision) else one for one in inner))
    return instead(agreement, holder.identity, made)


def provision_split(editor: Editor, agreement: Agreement) -> Edited:
    """A provision whose words are now two provisions, the second with its lineage."""
    one = editor.one(b for b in found_in(agreement, Provision) if len(b.inlines) > 1 and not b.children)
    if one is None:
        return None
    place = editor.chance.randint(1, len(one.inlines) - 1)
    second = replace(
        one,
        identity=editor.grower.free(f"{one.identity}-split"),
        inlines=one.inlines[place:],
        was=(one.identity,),
    )
    first = replace(one, inlines=ended(one.inlines[:place], "."))
    if editor.chance.randrange(3) == 0:  # both are new, and the old identity is gone
        first = replace(first, identity=editor.grower.free(f"{one.identity}-first"), was=(one.identity,))
    return instead(agreement, one.identity, first, second)


def provisions_merged(editor: Editor, agreement: Agreement) -> Edited:
    """Two provisions that are neighbours made one, with the lineage of both."""
    pairs = [
        (first, second)
        for holder in blocks(agreement)
        for first, second in zip(within(holder), within(holder)[1:], strict=False)
        if isinstance(first, Provision)
        and isinstance(second, Provision)
        and not (first.children or second.children)
    ]
    pair = editor.one(pairs)
    if pair is None:
        return None
    first, second = pair
    inlines = (*ended(first.inlines, ";"), Text(" "), *second.inlines)
    made = replace(first, inlines=inlines, was=(second.identity,))
    if editor.chance.randrange(2):
        made = replace(
            made, identity=editor.grower.free(f"{first.identity}-both"), was=(first.identity, second.identity)
        )
    agreement = instead(instead(agreement, second.identity), first.identity, made)
    return repointed(repointed(agreement, second.identity, made.identity), first.identity, made.identity)


def closing_turned(editor: Editor, agreement: Agreement) -> Edited:
    """The closing words of a provision added, or taken away."""
    one = editor.one(b for b in found_in(agreement, Provision) if b.children)
    if one is None:
        return None
    closing = Paragraph(f"{one.identity}~end", Role.END, editor.grower.sentence())
    made = replace(one, closing=None if one.closing else closing)
    return pointed(instead(agreement, one.identity, made), editor.chance)


def start_turned(editor: Editor, agreement: Agreement) -> Edited:
    """The opening words of a clause or schedule added, or taken away."""
    one = editor.one(groups_of(agreement, GroupKind.CLAUSE, GroupKind.SCHEDULE))
    if one is None:
        return None
    inner = tuple(b for b in one.blocks if not (isinstance(b, Paragraph) and b.role is Role.START))
    if len(inner) == len(one.blocks):
        inner = (Paragraph(f"{one.identity}~start", Role.START, editor.grower.sentence()), *inner)
    return pointed(instead(agreement, one.identity, replace(one, blocks=inner)), editor.chance)


def type_changed(editor: Editor, agreement: Agreement) -> Edited:
    """A provision that is a paragraph now, or a table that is a provision, under one identity."""
    leaves = [
        b for g in groups_of(agreement, GroupKind.CLAUSE, GroupKind.PART) for b in g.blocks
        if (isinstance(b, Provision) and not b.children) or isinstance(b, Table)
    ]  # fmt: skip
    one = editor.one(leaves)
    if one is None:
        return None
    if isinstance(one, Provision):
        return instead(agreement, one.identity, Paragraph(one.identity, Role.START, one.inlines, one.origin))
    words = (Text(f"{one.caption} follow."),) if isinstance(one, Table) else ()
    return instead(
        agreement, one.identity, Provision(one.identity, 1, (), "", "", words, (), None, one.origin)
    )  # type: ignore[union-attr]


# --- groups -------------------------------------------------------------------------------------------------------


def _group_added(editor: Editor, agreement: Agreement, slot: str, made: Group) -> Agreement:
    return pointed(set_into(agreement, slot, made, editor.chance), editor.chance)


def clause_added(editor: Editor, agreement: Agreement) -> Edited:
    """A clause."""
    return _group_added(editor, agreement, "terms", editor.grower.clause())


def schedule_added(editor: Editor, agreement: Agreement) -> Edited:
    """A schedule."""
    return _group_added(editor, agreement, "schedules", editor.grower.schedule())


def part_added(editor: Editor, agreement: Agreement) -> Edited:
    """A Part of a schedule that has Parts."""
    holder = editor.one(
        g for g in groups_of(agreement, GroupKind.SCHEDULE) if any(isinstance(b, Group) for b in g.blocks)
    )
    return holder and _group_added(editor, agreement, holder.identity, editor.grower.part(holder.identity))


def _group_removed(editor: Editor, agreement: Agreement, kind: GroupKind) -> Edited:
    found = groups_of(agreement, kind)
    one = editor.one(found)
    return instead(agreement, one.identity) if one is not None and len(found) > 1 else None


def clause_removed(editor: Editor, agreement: Agreement) -> Edited:
    """A clause, where it is not the last."""
    return _group_removed(editor, agreement, GroupKind.CLAUSE)


def schedule_removed(editor: Editor, agreement: Agreement) -> Edited:
    """A schedule."""
    return _group_removed(editor, agreement, GroupKind.SCHEDULE)


def part_removed(editor: Editor, agreement: Agreement) -> Edited:
    """A Part."""
    return _group_removed(editor, agreement, GroupKind.PART)


def _group_moved(editor: Editor, agreement: Agreement, kind: GroupKind, *, edited: bool = False) -> Edited:
    one = editor.one(groups_of(agreement, kind))
    holder = next((p.parents[-1] for p in iterate(agreement) if one is not None and p.block == one), None)
    if one is None or holder is None:
        return None
    agreement = set_into(instead(agreement, one.identity), holder.identity, one, editor.chance)
    return words_within(editor, agreement, one.identity) if edited else agreement


def words_within(editor: Editor, agreement: Agreement, identity: str) -> Agreement:
    """Some words of every second provision of an entry."""
    count = iter(range(10_000))
    return rebuilt(
        agreement,
        lambda b: (
            (reworded(b, editor),)
            if isinstance(b, Provision) and b.identity.startswith(f"{identity}/") and next(count) % 2 == 0
            else (b,)
        ),
    )


def clause_moved(editor: Editor, agreement: Agreement) -> Edited:
    """A clause."""
    return _group_moved(editor, agreement, GroupKind.CLAUSE)


def clause_moved_and_edited(editor: Editor, agreement: Agreement) -> Edited:
    """A clause, with words of it changed."""
    return _group_moved(editor, agreement, GroupKind.CLAUSE, edited=True)


def schedule_moved(editor: Editor, agreement: Agreement) -> Edited:
    """A schedule."""
    return _group_moved(editor, agreement, GroupKind.SCHEDULE)


def part_moved(editor: Editor, agreement: Agreement) -> Edited:
    """A Part, within its schedule."""
    return _group_moved(editor, agreement, GroupKind.PART)


def recitals_turned(editor: Editor, agreement: Agreement) -> Edited:
    """The recitals as a whole taken away, or brought in."""
    if any(group.kind is GroupKind.RECITALS for group in agreement.groups):
        return instead(agreement, "recitals")
    made = editor.grower.group("recitals", GroupKind.RECITALS, 1, (editor.grower.recital(),), "Background")
    return pointed(beside(agreement, "parties", made), editor.chance)


def recital_added(editor: Editor, agreement: Agreement) -> Edited:
    """A recital."""
    slot = editor.one(groups_of(agreement, GroupKind.RECITALS))
    return slot and _set(editor, agreement, "recitals", editor.grower.recital())


def _set(editor: Editor, agreement: Agreement, holder: str, made: Block) -> Agreement:
    return pointed(set_into(agreement, holder, made, editor.chance), editor.chance)


def recital_removed(editor: Editor, agreement: Agreement) -> Edited:
    """A recital, where it is not the last."""
    found = found_in(agreement, Recital)
    one = editor.one(found)
    return instead(agreement, one.identity) if one is not None and len(found) > 1 else None


def recital_moved(editor: Editor, agreement: Agreement) -> Edited:
    """A recital."""
    one = editor.one(found_in(agreement, Recital))
    return one and set_into(instead(agreement, one.identity), "recitals", one, editor.chance)


# --- definitions and parties --------------------------------------------------------------------------------------


def definition_added(editor: Editor, agreement: Agreement) -> Edited:
    """A definition, and a use of it."""
    slug = editor.one(sorted(slug for slug in TERMS if f"term/{slug}" not in editor.grower.taken))
    holder = next((b for b in blocks(agreement) if any(isinstance(c, Definition) for c in within(b))), None)
    if slug is None or holder is None:
        return None
    agreement = _set(editor, agreement, holder.identity, editor.grower.definition(slug))
    editor.grower.terms.append(f"term/{slug}")
    one = editor.one(found_in(agreement, Provision))
    if one is None:
        return agreement
    made = replace(one, inlines=(Use("", f"term/{slug}"), Text(" "), *one.inlines))
    return rebuilt(agreement, lambda b: (made,) if b == one else (b,))


def definition_removed(editor: Editor, agreement: Agreement) -> Edited:
    """A definition; its uses are words then."""
    one = editor.one(found_in(agreement, Definition))
    return one and instead(agreement, one.identity)


def definition_renamed(editor: Editor, agreement: Agreement) -> Edited:
    """The term of a definition, and with it every use."""
    one = editor.one(found_in(agreement, Definition))
    return one and instead(agreement, one.identity, replace(one, term=f"Agreed {one.term}"))


def party_added(editor: Editor, agreement: Agreement) -> Edited:
    """A party, with its answers and its signature."""
    slug = editor.one(sorted(slug for slug in PARTIES if f"party/{slug}" not in editor.grower.taken))
    if slug is None:
        return None
    editor.grower.parties.append(f"party/{slug}")
    agreement = set_into(agreement, "parties", editor.grower.party(slug), editor.chance)
    agreement = set_into(agreement, "particulars", editor.grower.party_particulars(slug), editor.chance)
    return set_into(agreement, "execution", editor.grower.signature(slug), editor.chance)


def party_removed(editor: Editor, agreement: Agreement) -> Edited:
    """A party, with its answers and its signature."""
    found = found_in(agreement, Party)
    one = editor.one(found)
    if one is None or len(found) < 2:
        return None
    slug = one.identity.removeprefix("party/")
    for identity in (one.identity, f"particulars/{slug}", f"sign/{slug}"):
        agreement = instead(agreement, identity)
    return agreement


def party_renamed(editor: Editor, agreement: Agreement) -> Edited:
    """A party's legal and short name, wherever they stand."""
    one = editor.one(found_in(agreement, Party))
    if one is None:
        return None
    legal, short, slug = (
        f"{one.legal_name} (2025)",
        f"New {one.short_name}",
        one.identity.removeprefix("party/"),
    )

    def name(inline: Inline) -> Inline:
        if isinstance(inline, Value) and inline.text == one.legal_name:
            return replace(
                inline, text=legal, reads=tuple(replace(read, shown=legal) for read in inline.reads)
            )
        return inline

    def change(block: Block) -> Iterable[Block]:
        if block.identity == one.identity:
            return (replace(block, legal_name=legal, short_name=short),)  # type: ignore[call-arg]
        if block.identity == f"particulars/{slug}" and isinstance(block, Group) and block.heading:
            return (replace(block, heading=replace(block.heading, inlines=(Text(short),))),)
        return (block,)

    return respoken(rebuilt(agreement, change), name)


def parties_turned(editor: Editor, agreement: Agreement) -> Edited:
    """The parties, their answers and their signatures in the other order."""

    def change(block: Block) -> Iterable[Block]:
        if not isinstance(block, Group) or block.kind not in (GroupKind.PARTIES, GroupKind.EXECUTION):
            return (block,)
        own = [one for one in block.blocks if isinstance(one, Party | Signature)]
        waiting = iter(reversed(own))
        return (replace(block, blocks=tuple(next(waiting) if one in own else one for one in block.blocks)),)

    return rebuilt(agreement, change)


# --- particulars, signatures, running lines -----------------------------------------------------------------------


def particular_added(editor: Editor, agreement: Agreement) -> Edited:
    """An answer that was not asked before."""
    wanted = [
        name for name in sorted(editor.grower.data)
        if f"particular/{name.removeprefix('particulars.')}" not in editor.grower.taken
    ]  # fmt: skip
    name = editor.one(name for name in wanted if name != "particulars.other")
    return name and set_into(  # type: ignore[return-value]
        agreement, "particulars", editor.grower.answer(name.removeprefix("particulars.")), editor.chance
    )


def particular_removed(editor: Editor, agreement: Agreement) -> Edited:
    """An answer."""
    one = editor.one(found_in(agreement, Particular))
    return one and instead(agreement, one.identity)


def particular_moved(editor: Editor, agreement: Agreement) -> Edited:
    """An answer, to another place among its neighbours."""
    place = editor.one(p for p in iterate(agreement) if isinstance(p.block, Particular))
    if place is None:
        return None
    without = instead(agreement, place.block.identity)
    return set_into(without, place.parents[-1].identity, place.block, editor.chance)


def label_changed(editor: Editor, agreement: Agreement) -> Edited:
    """The label of an answer."""
    one = editor.one(found_in(agreement, Particular))
    return one and instead(agreement, one.identity, replace(one, label=f"{one.label} & more"))


def answer_changed(editor: Editor, agreement: Agreement) -> Edited:
    """What a party answered for itself."""
    one = editor.one(b for b in found_in(agreement, Particular) if "@" in b.identity)
    if one is None:
        return None
    field = one.identity.partition("/")[2].partition("@")[0]
    shown = editor.grower.words(1, 2)
    made = Value(shown, f"party.{field}", None, (Read(f"party.{field}", shown, None, None, "confirmed"),))
    return instead(agreement, one.identity, replace(one, inlines=(made,)))


def signature_lines_changed(editor: Editor, agreement: Agreement) -> Edited:
    """The lines of a signature block: one more, one less, another label, another order, other words."""
    one = editor.one(found_in(agreement, Signature))
    if one is None:
        return None
    lines = list(one.lines)
    match editor.chance.choice(("more", "less", "label", "order", "words")):
        case "more":
            free = [label for label in LINES if label not in {line.label for line in lines}]
            lines.insert(
                editor.chance.randint(0, len(lines)), editor.grower.signature_line((*free, "Seal")[0])
            )
        case "less" if len(lines) > 1:
            lines.pop(editor.chance.randrange(len(lines)))
        case "label":
            lines[0] = replace(lines[0], label=f"{lines[0].label} (in black ink)")
        case "order":
            lines.reverse()
        case _:
            lines[-1] = replace(lines[-1], inlines=(Text(editor.grower.words(1, 3)),))
    return instead(agreement, one.identity, replace(one, lines=tuple(lines)))


def signature_heading_changed(editor: Editor, agreement: Agreement) -> Edited:
    """The words above the lines of a signature block."""
    one = editor.one(found_in(agreement, Signature))
    return one and instead(agreement, one.identity, reworded(one, editor))


def running_changed(editor: Editor, agreement: Agreement) -> Edited:
    """The words of the header, and a footer that comes or goes."""
    header, *rest = agreement.running
    header = replace(header, inlines=respelt(header.inlines, editor.chance, "Agreed"))
    footer = RunningLine("running/footer", (Text(editor.grower.words(2, 3)),))
    if editor.chance.randrange(2):
        rest = [] if rest else [footer]
    return replace(agreement, running=(header, *rest))


def title_changed(editor: Editor, agreement: Agreement) -> Edited:
    """The title, with the running line that repeats it."""
    title = f"{agreement.title} 2025"

    def line(found: RunningLine) -> RunningLine:
        inlines = (replace(i, text=i.text.replace(agreement.title, title)) for i in found.inlines)
        return replace(found, inlines=tuple(inlines))

    return replace(agreement, title=title, running=tuple(map(line, agreement.running)))


def committee_changed(editor: Editor, agreement: Agreement) -> Edited:
    """Whose agreement it is."""
    return replace(agreement, committee=f"{agreement.committee} (North)")


# --- tables -------------------------------------------------------------------------------------------------------


def _table(
    editor: Editor, agreement: Agreement, change: Callable[[Table], Table | None], rows: int = 1
) -> Edited:
    one = editor.one(t for t in found_in(agreement, Table) if sum(not row.total for row in t.rows) >= rows)
    made = one and change(one)
    return pointed(instead(agreement, made.identity, made), editor.chance) if made else None


def _own(table: Table) -> list[Row]:
    return [row for row in table.rows if not row.total]


def _totals(table: Table) -> list[Row]:
    return [row for row in table.rows if row.total]


def table_added(editor: Editor, agreement: Agreement) -> Edited:
    """A table."""
    holder = editor.one(groups_of(agreement, GroupKind.PART, GroupKind.CLAUSE))
    if holder is None:
        return None
    made = editor.grower.table(holder.identity.split("/")[0])
    return _set(editor, agreement, holder.identity, made)


def table_removed(editor: Editor, agreement: Agreement) -> Edited:
    """A table."""
    one = editor.one(found_in(agreement, Table))
    return one and instead(agreement, one.identity)


def table_moved(editor: Editor, agreement: Agreement) -> Edited:
    """A table, to another place of the agreement."""
    return _moving(editor, agreement, editor.one(found_in(agreement, Table)))


def caption_changed(editor: Editor, agreement: Agreement) -> Edited:
    """The caption of a table."""
    return _table(editor, agreement, lambda t: replace(t, caption=f"{t.caption}, agreed"), 0)


def table_turned(editor: Editor, agreement: Agreement) -> Edited:
    """A table that stood upright lies on its side, or the other way."""
    return _table(editor, agreement, lambda t: replace(t, landscape=not t.landscape), 0)


def note_turned(editor: Editor, agreement: Agreement) -> Edited:
    """The note under a table added, or taken away."""

    def change(table: Table) -> Table:
        note = Paragraph(f"{table.identity}~note", Role.NOTE, editor.grower.sentence())
        kept = tuple(one for one in table.notes if one.identity != note.identity)
        return replace(table, notes=kept if len(kept) < len(table.notes) else (*kept, note))

    return _table(editor, agreement, change)


def row_added(editor: Editor, agreement: Agreement) -> Edited:
    """A row; the first of a table takes the place of the line that says what is wanted."""

    def change(table: Table) -> Table:
        rows = _own(table)
        rows.insert(editor.chance.randint(0, len(rows)), editor.grower.row(table.identity, table.columns))
        notes = tuple(note for note in table.notes if not note.identity.endswith("~empty"))
        return replace(table, rows=(*rows, *_totals(table)), notes=notes)

    return _table(editor, agreement, change, 0)


def row_removed(editor: Editor, agreement: Agreement) -> Edited:
    """A row, where it is not the last."""

    def change(table: Table) -> Table:
        rows = _own(table)
        rows.pop(editor.chance.randrange(len(rows)))
        return replace(table, rows=(*rows, *_totals(table)))

    return _table(editor, agreement, change, 2)


def rows_removed(editor: Editor, agreement: Agreement) -> Edited:
    """Every row: the table says what is wanted in their place."""
    return _table(
        editor, agreement, lambda t: replace(t, rows=(), notes=(editor.grower.empty_note(t.identity),))
    )


def row_moved(editor: Editor, agreement: Agreement) -> Edited:
    """The rows in another order."""

    def change(table: Table) -> Table:
        rows = _own(table)
        rows.insert(editor.chance.randrange(len(rows)), rows.pop(editor.chance.randrange(len(rows))))
        return replace(table, rows=(*rows, *_totals(table)))

    return _table(editor, agreement, change, 2)


def total_turned(editor: Editor, agreement: Agreement) -> Edited:
    """The row of totals added, or taken away."""

    def change(table: Table) -> Table:
        totals = _totals(table) or [editor.grower.row(table.identity, table.columns, total=True)]
        return replace(table, rows=tuple(_own(table) if _totals(table) else (*_own(table), *totals)))

    return _table(editor, agreement, change)


def cell_changed(editor: Editor, agreement: Agreement) -> Edited:
    """A cell: filled, emptied, other words or another sum."""

    def change(table: Table) -> Table:
        rows = _own(table)
        at = editor.chance.randrange(len(rows))
        column = editor.chance.randrange(len(table.columns))
        cells = list(rows[at].cells)
        figures = table.columns[column].name == TOTAL
        words = f"£{editor.chance.randint(1, 999)},500" if figures else editor.grower.words(1, 3)
        empty = cells[column].inlines and not figures and editor.chance.randrange(4) == 0
        cells[column] = replace(cells[column], inlines=() if empty else (Text(words),))
        rows[at] = replace(rows[at], cells=tuple(cells))
        return replace(table, rows=(*rows, *_totals(table)))

    return _table(editor, agreement, change)


def column_head_changed(editor: Editor, agreement: Agreement) -> Edited:
    """The heading of a column."""

    def change(table: Table) -> Table:
        at = editor.chance.randrange(len(table.columns))
        head = replace(table.columns[at], heading=f"{table.columns[at].heading} (agreed)")
        return replace(table, columns=(*table.columns[:at], head, *table.columns[at + 1 :]))

    return _table(editor, agreement, change)


def column_added(editor: Editor, agreement: Agreement) -> Edited:
    """A column."""

    def change(table: Table) -> Table | None:
        name = editor.one(sorted(set(COLUMNS) - {column.name for column in table.columns}))
        if name is None:
            return None
        at = editor.chance.randint(1, len(table.columns))

        def with_cell(row: Row) -> Row:
            key = row.identity.partition("#")[2]
            made = editor.grower.cell(table.identity, key, name)
            made = Cell(made.identity, ()) if row.total else made
            return replace(row, cells=(*row.cells[:at], made, *row.cells[at:]))

        columns = (*table.columns[:at], editor.grower.column(name), *table.columns[at:])
        return replace(table, columns=columns, rows=tuple(map(with_cell, table.rows)))

    return _table(editor, agreement, change)


def column_removed(editor: Editor, agreement: Agreement) -> Edited:
    """A column, never the first."""

    def change(table: Table) -> Table | None:
        if len(table.columns) < 3:
            return None
        at = editor.chance.randrange(1, len(table.columns))
        rows = tuple(replace(row, cells=(*row.cells[:at], *row.cells[at + 1 :])) for row in table.rows)
        return replace(table, columns=(*table.columns[:at], *table.columns[at + 1 :]), rows=rows)

    return _table(editor, agreement, change)


def columns_turned(editor: Editor, agreement: Agreement) -> Edited:
    """The last two columns in the other order."""

    def change(table: Table) -> Table | None:
        if len(table.columns) < 3:
            return None
        columns = (*table.columns[:-2], table.columns[-1], table.columns[-2])
        rows = tuple(replace(r, cells=(*r.cells[:-2], r.cells[-1], r.cells[-2])) for r in table.rows)
        return replace(table, columns=columns, rows=rows)

    return _table(editor, agreement, change)


Edit = Callable[[Editor, Agreement], Edited]

EDITS: tuple[Edit, ...] = (
    words_changed, words_replaced, comma_added, heading_changed, quotes_curled, value_changed, value_changed_once,
    blank_filled, reference_moved, link_changed, use_made_words, provision_added, provision_removed, provision_moved,
    provision_moved_and_edited, provision_moved_and_renamed, siblings_turned, provision_split, provisions_merged,
    closing_turned, start_turned, type_changed, clause_added, clause_removed, clause_moved, clause_moved_and_edited,
    schedule_added, schedule_removed, schedule_moved, part_added, part_removed, part_moved, recitals_turned,
    recital_added, recital_removed, recital_moved, definition_added, definition_removed, definition_renamed,
    party_added, party_removed, party_renamed, parties_turned, particular_added, particular_removed, particular_moved,
    label_changed, answer_changed, signature_lines_changed, signature_heading_changed, running_changed, title_changed,
    committee_changed, table_added, table_removed, table_moved, caption_changed, table_turned, note_turned, row_added,
    row_removed, rows_removed, row_moved, total_turned, cell_changed, column_head_changed, column_added,
    column_removed, columns_turned,
)  # fmt: skip
"""Every kind of edit."""
