"""The pairs on which comparisons are tested are sound agreements: every law of a tree holds of both, and every view takes them."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from concordat.language.canonical import from_canonical, to_canonical
from concordat.language.identity import is_slug
from concordat.language.walk import blocks, identities, inlines
from concordat.language.words import contents, labels, running_lines, words
from concordat.load.html import read_html
from concordat.load.pdf import read_pdf
from concordat.load.text import read_text
from concordat.load.word import read_word
from concordat.model import tree
from concordat.model.tree import (
    Agreement,
    Block,
    Definition,
    Group,
    Provision,
    Reference,
    Table,
    Unresolved,
    Use,
)
from concordat.render.docx import render_docx
from concordat.render.html import render_html
from concordat.render.pdf import render_pdf
from concordat.render.text import render_text
from pairs import Pair, agreements, pair, pairs, spread
from pairs_edited import EDITS
from pairs_grown import grown
from pairs_settled import settled, shipped

QUICK = settings(
    max_examples=60, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def sound(agreement: Agreement) -> None:
    """Identities are slugs and unique, JSON there and back is exact, and what follows from the words is right."""
    found = list(identities(agreement))
    assert not [one for one, count in Counter(found).items() if count > 1]
    for identity in found:
        assert all(
            is_slug(piece)
            for piece in identity.replace("~", "/").replace("@", "/").replace("#", "/").split("/")
        )
    assert from_canonical(to_canonical(agreement)) == agreement
    assert settled(agreement) == agreement
    numbered(agreement)
    referred(agreement)


def numbered(agreement: Agreement) -> None:
    """Labels are those of a plain count of clauses and of what stands in them."""
    for group in agreement.groups:
        if group.identity not in ("terms", "schedules"):
            continue
        for count, entry in enumerate(group.blocks, 1):
            assert isinstance(entry, Group)
            assert entry.label == (f"{count}" if group.identity == "terms" else f"Schedule {count}")
            counted(entry.blocks, entry.label if group.identity == "terms" else "", 1)
            for place, part in enumerate((b for b in entry.blocks if isinstance(b, Group)), 0):
                assert part.label == f"Part {'ABCDEFGHIJ'[place]}"
                counted(part.blocks, "", 1)


def counted(found: tuple[Block, ...], above: str, depth: int) -> None:
    for count, block in enumerate((one for one in found if isinstance(one, Provision)), 1):
        plain = f"{above}.{count}" if above else f"{count}"
        assert block.depth == depth
        assert block.label in (
            plain,
            f"({'abcdefghijklmnopqrstuvwxyz'[count - 1]})",
        ) or block.label.startswith("(")
        assert block.label == plain or depth > (2 if above.count(".") or not above[:1].isdigit() else 1)
        counted(block.children, plain, depth + 1)


def referred(agreement: Agreement) -> None:
    """A reference prints the label of its target; a use prints its definition; what leads nowhere is a hole."""
    places = {block.identity: block for block in blocks(agreement)}
    for block in blocks(agreement):
        for inline in inlines(block):
            if isinstance(inline, Reference):
                target = places[inline.target]
                cite = getattr(target, "cite", "") or getattr(target, "label", "")
                assert inline.text == inline.before + inline.label + inline.after
                assert cite.endswith(inline.label) and (
                    inline.label or isinstance(target, Group | Definition | Table)
                )
            elif isinstance(inline, Use):
                named = places[inline.term]
                assert inline.text in (getattr(named, "term", ""), getattr(named, "short_name", ""))
            elif isinstance(inline, Unresolved):
                assert inline.target not in places


def drawn(agreement: Agreement) -> None:
    """Text, page and Word copy hold the words of the tree, read back from the files."""
    house = shipped()
    wanted = tuple(piece.text for piece in words(agreement))
    assert read_text(render_text(agreement, house)).words == wanted
    page = read_html(render_html(agreement, house))
    assert page.words == wanted
    assert page.labels == tuple(piece.text for piece in labels(agreement))
    assert page.contents == tuple(entry.text for entry in contents(agreement))
    assert page.running == tuple(piece.text for piece in running_lines(agreement))
    data, faults = render_docx(agreement, house, {entry.identity: 3 for entry in contents(agreement)})
    assert not faults.found, [str(fault) for fault in faults.found]
    read = read_word(data)
    assert read.words == wanted
    assert read.labels == page.labels


@QUICK
@given(agreements())
def test_what_is_grown_is_sound(agreement: Agreement) -> None:
    sound(agreement)
    drawn(agreement)


@QUICK
@given(pairs())
def test_what_is_edited_is_sound(made: Pair) -> None:
    sound(made.new)
    drawn(made.new)
    assert (made.old == made.new) >= (made.script == ())


def test_the_spread_is_fixed_sound_and_has_every_kind_of_edit() -> None:
    found = spread()
    assert len(found) >= 24
    for one in found:
        sound(one.old)
        sound(one.new)
        drawn(one.new)
    assert {name for one in found for name in one.script} >= {edit.__name__ for edit in EDITS}
    spread.cache_clear()
    assert [to_canonical(one.new) for one in spread()] == [to_canonical(one.new) for one in found]


def test_every_edit_is_made_and_can_be_seen_in_the_tree() -> None:
    """Of three hundred pairs: none is edited and yet the same, and no kind of edit is left out."""
    seen: Counter[str] = Counter()
    for number in range(300):
        made = pair(Random(number), 2)
        if made.script not in ((), ("another",)):
            seen.update(made.script)
            if len(made.script) == 1:
                assert to_canonical(made.old) != to_canonical(made.new), made.name
    assert not {edit.__name__ for edit in EDITS} - set(seen)


def test_everything_of_the_closed_list_is_grown() -> None:
    closed = {
        *(
            tree.Group,
            tree.Provision,
            tree.Paragraph,
            tree.Particular,
            tree.Party,
            tree.Recital,
            tree.Definition,
        ),
        *(tree.Table, tree.Signature, tree.Text, tree.Value, tree.Use, tree.Reference, tree.SisterReference),
        *(tree.WebLink, tree.BlankText),
    }
    seen: set[type] = set()
    for number in range(20):
        agreement = grown(Random(number), 4)
        for block in blocks(agreement):
            seen |= {type(block), *(type(inline) for inline in inlines(block))}
    assert seen >= closed


@pytest.mark.slow
@pytest.mark.parametrize("number", range(0, 26, 4))
def test_a_pdf_of_the_spread_holds_the_words(number: int) -> None:
    agreement = spread()[number].new
    read = read_pdf(render_pdf(agreement, shipped(), b"{}").data)
    assert read.words == tuple(piece.text for piece in words(agreement))
