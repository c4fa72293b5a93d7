"""A family composed together: conditional parties, answers that a footprint shares, and references into sisters."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordat.diagnostics import Diagnostic
from concordat.language.canonical import from_canonical, to_canonical
from concordat.language.walk import iterate
from concordat.language.words import words
from concordat.model.tree import Agreement, Particular, SisterReference, Value
from concordat.project.explain import explain
from concordat.project.inputs import used_files
from concordat.project.read import read
from concordat.render.html import render_html
from support import lending_workspace, read_one, swap

RIVER = "valley/lending-2025/river-library"
CONSORTIUM = "valley/consortium-2025"
COMMITTEE = "agreements/valley/committee.yaml"
LENDING_YAML = "agreements/valley/lending-2025.yaml"
CONSORTIUM_YAML = "agreements/valley/consortium-2025.yaml"
LENDING = "clauses/lending/lending.md"
PANEL = "clauses/lending/panel.md"
REFERENCE = "[](~consortium/panel/decide)"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lending_workspace(tmp_path / "w")


def text(agreement: Agreement, identity: str) -> str:
    """What stands under an identity."""
    return " / ".join(piece.text for piece in words(agreement) if piece.identity == identity)


def composed(root: Path, name: str) -> Agreement:
    """An agreement without an error."""
    agreement, reading = read_one(root, name)
    assert [d.message for d in reading.faults.errors] == []
    return agreement


def errors(root: Path, *names: str) -> list[Diagnostic]:
    return list(read(root, names, None).faults.errors)


def test_the_family_is_sound(root: Path) -> None:
    reading = read(root, (), None)
    assert [d.message for d in reading.faults.found] == []
    assert [one.path for one in reading.agreements] == [CONSORTIUM, "valley/lending-2025/hill-library", RIVER]


def test_a_reference_prints_the_sisters_title_and_that_of_the_place_never_its_number(root: Path) -> None:
    river, consortium = composed(root, RIVER), composed(root, CONSORTIUM)
    assert text(river, "lending/panel-decides") == (
        "The Consortium Agreement (“The panel’s decisions”) binds the parties. "
        "A question about it goes to the Panel under the Consortium Agreement."
    )
    assert text(river, "lending/fund") == (
        "The parties must pay as the Consortium Agreement (“The shared fund”) says, "
        "and as each other Lending Agreement (“Lending”) does."
    )
    assert text(consortium, "panel/lending") == "The parties must keep to each Lending Agreement (“Lending”)."


def test_a_for_each_of_one_member_has_one_agreement(root: Path) -> None:
    swap(root, COMMITTEE, "members: [river-library, hill-library]", "members: [river-library]")
    swap(root, COMMITTEE, "  hill-library: {notices: 2 Hill Road, share: 40%}\n", "")
    swap(root, COMMITTEE, "share: 60%", "share: 100%")
    swap(root, LENDING, ", and as [](~lending/lending) does", "")
    assert text(composed(root, CONSORTIUM), "panel/lending") == (
        "The parties must keep to the Lending Agreement (“Lending”)."
    )


@pytest.mark.parametrize(
    ("target", "title"),
    [("books", "The books"), ("books/part", "Old books"), ("books/listed", "The books"), ("care/keep", "Care of the Books")],
)  # fmt: skip
def test_a_place_is_named_by_its_clause_schedule_or_part(root: Path, target: str, title: str) -> None:
    swap(root, LENDING, REFERENCE, f"[](~consortium/{target})")
    swap(root, "schedules/books.md", "1. {#listed}", "## {#part} Old books\n\n1. {#listed}")
    assert text(composed(root, RIVER), "lending/panel-decides").startswith(
        f"The Consortium Agreement (“{title}”) "
    )


def test_a_reference_is_kept_in_the_tree_with_what_it_points_to_and_no_link(root: Path) -> None:
    consortium = composed(root, CONSORTIUM)
    data = to_canonical(consortium)
    assert consortium.schema == 2
    assert from_canonical(data) == consortium
    assert b'"target":"~lending/lending/lend"' in data
    [found] = [
        i for place in iterate(consortium) for i in getattr(place.block, "inlines", ()) if isinstance(i, SisterReference)
    ]  # fmt: skip
    assert found.place == "lending/lend"
    assert found.agreements == ("valley/lending-2025/river-library", "valley/lending-2025/hill-library")
    house = read(root, (CONSORTIUM,), None).workspace.house
    assert house is not None
    page = render_html(consortium, house)
    assert "each Lending Agreement (“Lending”)" in page
    assert 'href="#lending' not in page
    explained, _ = explain(root, CONSORTIUM, "panel/lending")
    assert explained is not None
    assert explained.references[0][1].startswith("valley/lending-2025/river-library lending/lend, valley/")


def test_what_a_sister_gave_is_among_the_inputs(root: Path) -> None:
    reading = read(root, (RIVER, CONSORTIUM), None)
    used = {
        one.path: used_files(reading.workspace, one.selected, one.agreement)
        for one in reading.agreements
        if one.agreement is not None
    }
    assert {CONSORTIUM_YAML, "clauses/lending/panel.md", COMMITTEE} <= set(used[RIVER])
    assert {LENDING_YAML, "agreements/precedents/lending.yaml", LENDING} <= set(used[CONSORTIUM])


def test_a_schema_1_agreement_is_one_without_sister_references(root: Path) -> None:
    swap(root, PANEL, "1. {#lending} The parties must keep to [](~lending/lending/lend).\n", "")
    assert composed(root, CONSORTIUM).schema == 1


FAULTS = [
    ("[](~consorcium/panel)", "no family has an agreement under that key", "did you mean “consortium”?"),
    ("[](~consortium/panels)", "no such place", "did you mean “panel”?"),
    ("[](~consortium/panel/decides)", "no such place", "did you mean “panel/decide”?"),
    ("[](~consortium/lending/lend)", "“lending/lend” (Lending) of the Consortium Agreement (valley/consortium-2025), which has no such place", "precedent “consortium”"),
    ("[](~consortium/definitions/terms)", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "message", "hint"), FAULTS)
def test_a_reference_that_leads_nowhere_is_named_in_drafting_words(
    root: Path, reference: str, message: str, hint: str
) -> None:
    swap(root, LENDING, REFERENCE, reference)
    found = errors(root, RIVER)
    assert [d.code for d in found] == (["reference-sister"] if message else [])
    for one in found:
        assert message in one.message and hint in one.hint


def test_a_place_that_a_condition_left_out_there_is_named_with_the_condition(root: Path) -> None:
    swap(root, CONSORTIUM_YAML, "  host: river-library", "  host: river-library\n  has_fund: no")
    swap(
        root,
        LENDING,
        """{#fund when="sisters('consortium') | where('has_fund', true) | count > 0"}""",
        "{#fund}",
    )
    [found] = errors(root, RIVER)
    assert found.code == "reference-sister"
    assert "“The shared fund” (fund) of the Consortium Agreement (valley/consortium-2025)" in found.message
    assert "`particulars.has_fund` is not met (particulars.has_fund is no)" in found.message
    assert [r.span.file for r in found.related] == ["agreements/precedents/consortium.yaml", CONSORTIUM_YAML]


def test_a_single_agreement_without_a_sister_needs_only_a_condition(root: Path) -> None:
    (root / CONSORTIUM_YAML).unlink()
    swap(root, COMMITTEE, ", consortium: consortium-2025", "")
    swap(root, COMMITTEE, ", share: 60%", "")
    swap(root, COMMITTEE, ", share: 40%", "")
    assert {d.code for d in errors(root)} == {"reference-sister"}
    swap(root, LENDING, "{#panel-decides}", """{#panel-decides when="sisters('consortium') | count > 0"}""")
    assert errors(root) == []
    omitted = {one.identity: one for one in composed(root, RIVER).omitted}
    [condition] = omitted["lending/panel-decides"].conditions
    assert [(read.name, read.shown) for read in condition.reads] == [("sisters('consortium')", "")]


def test_sisters_give_their_particulars_by_member(root: Path) -> None:
    consortium = composed(root, CONSORTIUM)
    assert (
        text(consortium, "panel/record@river-library") == "that of River Library, which began on 1 April 2025"
    )
    assert (
        text(consortium, "panel/record@hill-library") == "that of Hill Library, which began on 1 April 2025"
    )
    swap(
        root,
        LENDING,
        "A question about it goes",
        "It ends on {{ (sisters('consortium') | first).ends }}.\n   A question goes",
    )
    river = composed(root, RIVER)
    place = next(p.block for p in iterate(river) if p.block.identity == "lending/panel-decides")
    [value] = [i for i in getattr(place, "inlines", ()) if isinstance(i, Value)]
    assert value.text == "31 March 2026"
    assert ("sisters('consortium').ends", f"{CONSORTIUM_YAML}:4:9") in [
        (r.name, str(r.span)) for r in value.reads
    ]


def test_a_misspelt_key_is_found_where_nothing_was_chosen(root: Path) -> None:
    swap(root, "clauses/lending/fund.md", "1. {#pay}", """1. {#pay when="sisters('lendings') | count > 9"}""")
    [found] = [d for d in errors(root) if d.code == "expression-name"]
    assert found.hint == "did you mean “lending”?"


def test_a_misspelt_key_is_found_in_a_precedent_and_in_a_table(root: Path) -> None:
    swap(
        root,
        "agreements/precedents/lending.yaml",
        'has_host: "false"',
        """has_host: "false"\n  alone: "sisters('consortiums') | count == 0\"""",
    )
    swap(
        root,
        "schedules/tables/books.yaml",
        "row.kind == 'novel'",
        "row.kind == 'novel' or sisters('lend') | count > 9",
    )
    assert [d.hint for d in errors(root)] == ["did you mean “consortium”?", "did you mean “lending”?"]


# A party under a condition


def parties(agreement: Agreement) -> list[str]:
    return [p.block.identity for p in iterate(agreement) if p.block.identity.startswith("party/")]


def test_a_party_stands_under_a_condition_and_explain_says_why_not(root: Path) -> None:
    assert parties(composed(root, CONSORTIUM)) == ["party/river-library", "party/hill-library"]
    told, _ = explain(root, CONSORTIUM, "party/county")
    assert told is not None and not told.present
    assert [(c.expression, c.met) for c in told.conditions] == [("particulars.county_signs", False)]
    swap(root, CONSORTIUM_YAML, "  host: river-library", "  host: county\n  county_signs: yes")
    signed = composed(root, CONSORTIUM)
    assert parties(signed) == ["party/river-library", "party/hill-library", "party/county"]
    assert "The host, the County, must keep" in text(signed, "care/host")


@pytest.mark.parametrize(
    ("slot", "there"),
    [
        ("{party: this, when: not particulars.county_signs}", False),
        ("{party: this, when: this.kind == 'library'}", True),
    ],
)
def test_this_and_members_take_one_too(root: Path, slot: str, there: bool) -> None:
    swap(
        root,
        "agreements/precedents/lending.yaml",
        "particulars.county_signs}, this]",
        f"particulars.county_signs}}, {slot}]",
    )
    agreement, _ = read_one(root, RIVER)
    assert ("party/river-library" in parties(agreement)) is there


def test_a_condition_of_a_party_reads_neither_parties_nor_facts(root: Path) -> None:
    swap(root, "agreements/precedents/consortium.yaml", "when: particulars.county_signs", "when: has_host")
    assert [d.code for d in errors(root, CONSORTIUM)] == ["expression-name"]


def test_a_party_has_no_wording(root: Path) -> None:
    swap(root, "agreements/precedents/consortium.yaml", "when: particulars.county_signs", "wording: model")
    assert [d.code for d in errors(root)] == ["key-unknown"]


# What a footprint answers for its parties


def answer_of(agreement: Agreement, identity: str) -> tuple[str, str]:
    """A particular: what prints, and the file that it was read from."""
    block = next(p.block for p in iterate(agreement) if p.block.identity == identity)
    assert isinstance(block, Particular)
    [value] = [i for i in block.inlines if isinstance(i, Value)]
    return value.text, str(value.reads[0].span).split(":")[0]


def test_the_nearest_answer_of_a_party_wins(root: Path) -> None:
    notices = "particular/notices@river-library"
    assert answer_of(composed(root, RIVER), notices) == ("1 River Street", COMMITTEE)
    assert answer_of(composed(root, CONSORTIUM), notices) == ("1 River Street", COMMITTEE)
    (root / LENDING_YAML).write_text(
        (root / LENDING_YAML).read_text() + "party_particulars:\n  river-library: {notices: 4 Quay}\n"
    )
    # Only what the family shares must be the same; here nothing does.
    swap(root, "schedules/data/check-family.yaml", "party_particular: notices", "party_particular: share")
    assert answer_of(composed(root, RIVER), notices) == ("4 Quay", LENDING_YAML)
    assert answer_of(composed(root, CONSORTIUM), notices) == ("1 River Street", COMMITTEE)
    (root / LENDING_YAML).write_text(
        (root / LENDING_YAML).read_text() + "each:\n  river-library: {notices: 5 Quay}\n"
    )
    assert answer_of(composed(root, RIVER), notices) == ("5 Quay", LENDING_YAML)
    told, _ = explain(root, RIVER, notices)
    assert told is not None and str(told.values[0].reads[0].span) == f"{LENDING_YAML}:11:28"
    assert answer_of(
        composed(root, "valley/lending-2025/hill-library"), "particular/notices@hill-library"
    ) == (
        "2 Hill Road",
        COMMITTEE,
    )


def test_what_nobody_answers_is_missing_still(root: Path) -> None:
    swap(root, COMMITTEE, "{notices: 2 Hill Road, share: 40%}", "{share: 40%}")
    assert {d.code for d in errors(root)} == {"particular-missing"}


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("notices: 1 River Street", "notice: 1 River Street", "key-unknown", "Did you mean `notices`?"),
        ("share: 60%", "share: sixty", "value-type", ""),
        ("  county: {", "  county-council: {", "party-unknown", ""),
        (
            "consortium: consortium-2025",
            "consortium: consortium-2026",
            "agreement-unknown",
            "consortium-2025",
        ),
        ("consortium: consortium-2025", "consortium: lending-2025", "identity-duplicate", "one family"),
    ],
)
def test_committee_yaml_is_read_with_care(root: Path, old: str, new: str, code: str, words: str) -> None:
    swap(root, COMMITTEE, old, new)
    found = errors(root)
    assert code in [d.code for d in found], [d.message for d in found]
    assert words in next(d for d in found if d.code == code).hint
