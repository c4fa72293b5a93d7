"""A reference or a use that some answers leave without its place is caught by the proof and by the pairs alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from concordat.load.workspace import read_workspace
from concordat.model.library import Workspace
from concordat.proof.factors import Days
from concordat.proof.mixes import Outcome, try_mixes
from concordat.proof.prove import kind_of, prove
from concordat.proof.report import lines
from faulty import workspace as sound_workspace
from support import swap

SHARING = "clauses/sharing/sharing.md"
TERMS = "clauses/definitions/terms.md"
PRECEDENT = "agreements/precedents/sharing.yaml"
LINK = ' when="may_publish"'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = sound_workspace(tmp_path)
    (
        folder / "schedules/data/check-seats.yaml"
    ).unlink()  # its seats are those of two parties, and no others'
    return folder


def read(root: Path) -> Workspace:
    workspace, faults = read_workspace(root)
    assert not faults.errors, [str(one) for one in faults.errors]
    return workspace


def tried(root: Path) -> Outcome:
    workspace = read(root)
    return try_mixes(workspace, kind_of(workspace, workspace.library.precedents["sharing"]))


def proved(root: Path) -> list[tuple[str, str, int]]:
    return [(one.code, one.span.file, one.span.line) for one in prove(read(root)).found if one.span]


def codes(outcome: Outcome) -> set[str]:
    return {error.code for failure in outcome.failures for error in failure.errors}


def test_the_sound_workspace_is_proved_and_every_pair_is_covered(
    root: Path, golden: Callable[[Path | str, str], None]
) -> None:
    assert proved(root) == []
    outcome = tried(root)
    assert not outcome.failures and not outcome.missing and not outcome.refused
    golden("pairs.txt", "\n".join(lines(outcome)) + "\n")


def test_a_planted_dangling_reference_is_caught_by_both(root: Path) -> None:
    swap(root, SHARING, LINK, "")
    assert proved(root) == [("reference-unproved", SHARING, 10)]
    outcome = tried(root)
    assert codes(outcome) == {"reference-dropped"}
    assert {failure.mix["particulars.use"].shown for failure in outcome.failures} == {"study"}
    assert outcome.missing  # what failed covers nothing


def test_a_planted_use_of_a_term_whose_definition_a_condition_drops_is_caught_by_both(root: Path) -> None:
    swap(root, TERMS, "{#start-date}", '{#start-date when="may_publish"}')
    assert proved(root) == [("term-unproved", SHARING, 7)]
    assert codes(tried(root)) == {"term-undefined"}


def test_a_reference_in_a_definition_stands_where_the_term_is_used(root: Path) -> None:
    swap(
        root,
        TERMS,
        "{#panel} Panel",
        "{#notice} Draft Notice\n: a draft under [](#publication).\n\n{#panel} Panel",
    )
    swap(root, "clauses/sharing/publication.md", "a draft of what", "a Draft Notice of what")
    assert proved(root) == []
    assert not tried(root).failures
    swap(root, "clauses/sharing/ending.md", "This Agreement ends", "This Agreement, and a Draft Notice, ends")
    assert proved(root) == [("reference-unproved", TERMS, 5)]
    assert codes(tried(root)) == {"reference-dropped"}


def test_a_chain_of_definitions_is_followed(root: Path) -> None:
    swap(root, TERMS, "{#panel} Panel",
         "{#notice} Draft Notice\n: a draft under [](#publication).\n\n"
         "{#letter} Covering Letter\n: what comes with a Draft Notice.\n\n{#panel} Panel")  # fmt: skip
    swap(root, "clauses/sharing/publication.md", "a draft of what", "a Covering Letter of what")
    assert proved(root) == []
    swap(
        root,
        "clauses/sharing/ending.md",
        "This Agreement ends",
        "This Agreement, and a Covering Letter, ends",
    )
    assert proved(root) == [("reference-unproved", TERMS, 5)]


def test_answers_that_a_rule_refuses_are_left_out(root: Path) -> None:
    swap(root, SHARING, LINK, "")
    rule = "  - {require: \"particulars.use != 'study'\", say: Study alone is no use.}\nparties: [members]"
    swap(root, PRECEDENT, "parties: [members]", rule)
    assert proved(root) == []
    outcome = tried(root)
    assert not outcome.failures and not outcome.missing
    assert any("Study alone is no use." in line for line in lines(outcome))
    swap(root, PRECEDENT, "say: Study alone is no use.", "say: Study alone is no use., severity: warning")
    assert proved(root) == [("reference-unproved", SHARING, 10)]  # a rule that warns refuses nothing


def test_answers_that_rules_refuse_together_are_left_out(root: Path) -> None:
    swap(root, SHARING, LINK, "")
    rules = (
        "  - {require: \"particulars.use != 'study' or particulars.voting == 'majority'\", say: One.}\n"
        "  - {require: \"particulars.voting != 'majority'\", say: Two.}\nparties: [members]"
    )
    swap(root, PRECEDENT, "parties: [members]", rules)
    assert proved(root) == []


def test_what_another_expression_shows_to_be_the_same_is_the_same(root: Path) -> None:
    swap(root, SHARING, "may_publish", "not (particulars.use == 'study')")
    assert proved(root) == []


def test_whether_a_clause_is_in_may_be_asked(root: Path) -> None:
    swap(root, SHARING, LINK, " when=\"has('publication')\"")
    assert proved(root) == []
    swap(root, SHARING, "has('publication')", "has('ending')")
    assert proved(root) == [("reference-unproved", SHARING, 10)]


def test_a_repetition_over_what_may_be_empty_keeps_no_place(root: Path) -> None:
    extra = "1. {#also} Each of the readers comes:\n   ::: for party in parties\n"
    own = "   1. {#comes when=\"party.kind == 'library'\"} {{ party.short_name | term }} comes, and [](#stays) says more\n"
    other = "   1. {#stays when=\"party.kind == 'library'\"} {{ party.short_name | term }} stays\n   :::\n"
    path = root / SHARING
    path.write_text(path.read_text(encoding="utf-8") + extra + own + other, encoding="utf-8")
    assert proved(root) == []
    swap(
        root,
        SHARING,
        "{#stays when=\"party.kind == 'library'\"}",
        "{#stays when=\"party.kind == 'college'\"}",
    )
    assert [code for code, *_ in proved(root)] == ["reference-unproved"]


def test_a_date_that_is_compared_with_another_is_told_by_it(root: Path) -> None:
    workspace = read(root)
    kind = kind_of(workspace, workspace.library.precedents["sharing"])
    levels = kind.factors["particulars.end_date"].levels
    assert [level.value for level in levels] == [Days("particulars.start_date", n) for n in (1, 0, -1)]
    assert [level.shown for level in kind.factors["particulars.start_date"].levels] == [
        "31 December 2023",
        "1 January 2024",
        "2 January 2024",
    ]
    assert [level.shown for level in kind.factors["committee.members"].levels] == ["2", "1", "7"]


def test_a_condition_that_never_changes_is_named_with_what_holds_it(root: Path) -> None:
    swap(root, PRECEDENT, "  record_count:", "  is_lending: 'false'\n  record_count:")
    swap(
        root,
        SHARING,
        LINK,
        ' when="may_publish and not is_lending and particulars.start_date < particulars.end_date"',
    )
    swap(root, SHARING, "1. {#fee}", '1. {#fee when="not is_lending"}')
    told = list(lines(tried(root)))
    assert any(
        "`not is_lending` is true, by the precedent, which gives `is_lending` as `false`" in one
        for one in told
    )
    swap(root, SHARING, 'when="not is_lending"', 'when="particulars.start_date < particulars.end_date"')
    told = list(lines(tried(root)))
    assert any("is true, by the rule: The End Date must be after the Start Date." in one for one in told)
