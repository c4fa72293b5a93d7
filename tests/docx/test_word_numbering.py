"""Numbers are Word's own, whatever labels the house chooses."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import etree
from word_support import DOCUMENT, house, parts, word

from concordat.language.numbering import label
from concordat.language.words import labels
from concordat.load.word import read_word
from concordat.load.word_numbering import Numbering, NumberingError
from concordat.model.library import Levels
from concordat.model.tree import Agreement, Block, Definition, Group, GroupKind, Provision, Recital
from concordat.render.docx import render_docx
from concordat.render.docx.numbering import ListKind, lists
from concordat.render.docx.references import numbered_places, pieces
from sample_tree import provision, sample_agreement, text
from views.change import rebuilt

LEVELS = house().levels


def test_no_number_is_typed() -> None:
    printed = parts(word())[DOCUMENT]
    assert ">1.1.1<" in printed  # in a field
    assert not re.search(r"<w:t[^>]*>\(a\) ", printed)
    assert "<w:abstractNum " in parts(word())["word/numbering.xml"]


def test_levels_are_bound_to_styles_and_styles_to_levels() -> None:
    numbering, styles = parts(word())["word/numbering.xml"], parts(word())["word/styles.xml"]
    for level, style in enumerate(
        ("Heading2", "Clauselevel1", "Clauselevel2", "Clauselevel3", "Clauselevel4")
    ):
        assert re.search(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt [^>]*/><w:pStyle w:val="{style}"/>',
            numbering,
        )
        own = styles[styles.index(f'w:styleId="{style}"') :].split("</w:style>")[0]
        assert f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' in own


def test_each_schedule_part_and_definition_starts_again() -> None:
    numbering = parts(word())["word/numbering.xml"]
    assert (
        numbering.count('<w:startOverride w:val="1"/>') == 5
    )  # two schedules, two Parts, one definition with a list


@pytest.mark.parametrize(
    ("form", "formats"),
    [
        ("{1}.{2}", ("%1.%2", "decimal")),
        ("({a})", ("(%2)", "lowerLetter")),
        ("{1}({i})", ("%1(%2)", "lowerRoman")),
    ],
)
def test_forms_become_level_texts(form: str, formats: tuple[str, str]) -> None:
    level = lists(replace(LEVELS, clause=("{1}", form)))[ListKind.CLAUSES][1]
    assert (level.text, level.format) == formats


def test_a_level_that_counts_letters_above_it_in_figures_says_so() -> None:
    levels = lists(replace(LEVELS, clause=("{A}", "{1}.{2}")))[ListKind.CLAUSES]
    assert [level.figures for level in levels[:2]] == [False, True]


def relabelled(agreement: Agreement, levels: Levels) -> Agreement:
    """The sample with labels of another house, worked out by the composer's own rule."""

    def under(blocks: tuple[Block, ...], forms: tuple[str, ...], above: tuple[int, ...]) -> tuple[Block, ...]:
        found: list[Block] = []
        for block in blocks:
            if isinstance(block, Provision):
                ordinals = (*above, 1 + sum(isinstance(one, Provision) for one in found))
                inner = under(block.children, forms[1:] or forms, ordinals)
                block = replace(block, label=label(forms[0], ordinals), children=inner)
            found.append(block)
        return tuple(found)

    def change(block: Block) -> Block:
        if isinstance(block, Group) and block.kind is GroupKind.CLAUSE:
            own = label(levels.clause[0], [block.number])
            return replace(block, label=own, blocks=under(block.blocks, levels.clause[1:], (block.number,)))
        if isinstance(block, Group) and block.kind in (GroupKind.SCHEDULE, GroupKind.PART):
            form = levels.schedule_heading if block.kind is GroupKind.SCHEDULE else levels.part_heading
            inner = tuple(change(b) if isinstance(b, Definition) else b for b in block.blocks)
            return replace(block, label=label(form, [block.number]), blocks=under(inner, levels.schedule, ()))
        if isinstance(block, Definition | Recital):
            return replace(block, children=under(block.children, levels.definition, ()))
        return block

    return rebuilt(agreement, change)


def test_another_house_has_other_labels_and_the_file_prints_them() -> None:
    levels = replace(
        LEVELS,
        clause=("{1}.", "{1}.{2}.", "({A})", "{1}.{2}.{3}.{4}"),
        schedule=("{A}", "{1}.{2}", "({i})"),
        schedule_heading="Annex {A}",
        part_heading="Section {i}",
        definition=("{1}.",),
    )
    agreement = relabelled(sample_agreement(), levels)
    data, faults = render_docx(agreement, replace(house(), levels=levels), {})
    assert not faults.errors
    assert any("“Schedule heading” is “Schedule %1”" in warning.message for warning in faults.found)
    found = read_word(data).labels
    wanted = tuple(piece.text for piece in labels(agreement))
    assert found == wanted
    assert "Annex B" in found and "Section ii" in found and "(A)" in found and "1.1.1.1" in found


def test_letters_run_on_as_word_counts_them() -> None:
    children = tuple(
        provision(f"supply/c{n}", (1, 1, 1, n), 3, label("({a})", [n]), "", (text(f"member {n};"),))
        for n in range(1, 56)
    )

    def change(block: Block) -> Block:
        return (
            replace(block, children=children)
            if isinstance(block, Provision) and block.identity == "supply/means"
            else block
        )

    agreement = rebuilt(sample_agreement(), change)
    found = read_word(word(agreement)).labels
    assert found == tuple(piece.text for piece in labels(agreement))
    assert "(aa)" in found and "(bb)" in found and "(ccc)" in found


def test_provisions_deeper_than_the_styles_are_numbered_still() -> None:
    deepest = provision("supply/e", (1, 1, 1, 1, 1, 1, 1), 6, "(i)", "", (text("deepest."),))
    deep = provision("supply/d", (1, 1, 1, 1, 1, 1), 5, "(i)", "", (text("deep:"),), (deepest,))

    def change(block: Block) -> Block:
        return (
            replace(block, children=(deep,))
            if isinstance(block, Provision) and block.identity == "supply/lorry"
            else block
        )

    agreement = rebuilt(sample_agreement(), change)
    assert read_word(word(agreement)).labels == tuple(piece.text for piece in labels(agreement))


def test_a_reference_whose_levels_do_not_add_up_is_no_field() -> None:
    places = numbered_places(sample_agreement())
    reference = next(
        i
        for b in sample_agreement().groups[3].blocks[0].blocks[0].children
        for i in b.inlines
        if hasattr(i, "before")  # type: ignore[union-attr]
    )
    found = pieces(reference, places)
    assert found is not None and [p.text for p in found] == ["clause ", "1.1.1", "(a)"]
    assert pieces(replace(reference, label="9.9(a)"), places) is None
    assert pieces(replace(reference, label="1.1.1(b)"), places) is None
    assert pieces(replace(reference, target="nowhere"), places) is None


def test_schedule_1_is_not_found_in_schedule_10() -> None:
    places = numbered_places(sample_agreement())
    reference = next(
        i
        for i in sample_agreement().groups[4].blocks[1].blocks[2].blocks[0].inlines  # type: ignore[union-attr]
        if getattr(i, "after", "")
    )
    found = pieces(replace(reference, after=" of Part AB of Schedule 20"), places)
    assert found is not None and [p.text for p in found] == ["paragraph ", "2", " of Part AB of Schedule 20"]


def numbering(levels: str, numbers: str = "") -> Numbering:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    number = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    abstract = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    return Numbering(etree.fromstring(f"<w:numbering {space}>{abstract}{number}{numbers}</w:numbering>"))


def level(place: int, text_: str, form: str = "decimal", more: str = "") -> str:
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text_}"/></w:lvl>'


def test_counting_as_word_counts() -> None:
    found = numbering(level(0, "%1") + level(1, "%1.%2") + level(2, "(%3)", "lowerLetter"))
    sequence = [
        (0, "1"),
        (1, "1.1"),
        (2, "(a)"),
        (2, "(b)"),
        (1, "1.2"),
        (2, "(a)"),
        (0, "2"),
        (2, "(a)"),
        (1, "2.1"),
    ]
    assert [found.label("1", place) for place, _ in sequence] == [shown for _, shown in sequence]


def test_a_list_that_does_not_restart_and_one_that_does() -> None:
    again = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    anew = '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    found = numbering(level(0, "%1") + level(1, "%2", "decimal", '<w:lvlRestart w:val="0"/>'), again + anew)
    assert [found.label(number, 0) for number in ("1", "2", "3", "3")] == ["1", "2", "5", "6"]
    assert [found.label("1", 1), found.label("1", 0), found.label("1", 1)] == ["1", "7", "2"]


def test_what_is_not_modelled_is_refused() -> None:
    with pytest.raises(NumberingError, match="cardinalText"):
        numbering(level(0, "%1", "cardinalText")).label("1", 0)
    with pytest.raises(NumberingError, match="changes the form"):
        numbering(
            "", '<w:num w:numId="2"><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"/></w:lvlOverride></w:num>'
        )
