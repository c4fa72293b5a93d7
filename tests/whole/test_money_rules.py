"""Money, host and hub of a Collaboration Agreement: each tie and rule refuses its fault in words to act on."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordat.diagnostics import Diagnostic, Severity
from concordat.language.walk import blocks
from concordat.language.words import plain
from concordat.model.tree import Agreement, Table
from support import change, read_one, real_workspace

FIXTURE = Path(__file__).parent / "money"
ANSWERS = (FIXTURE / "answers.yaml").read_text(encoding="utf-8")
TRIED = "agreements/example/tried.yaml"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real workspace with three invented boards, and a copy of the precedent in which NHS England is no party."""
    folder = real_workspace(tmp_path_factory.mktemp("money") / "workspace")
    text = (folder / "agreements/precedents/collaboration.yaml").read_text(encoding="utf-8")
    lines = ["parties: [members]" if line.startswith("parties:") else line for line in text.splitlines()]
    alone = "\n".join(lines).replace("id: collaboration", "id: collaboration-alone", 1)
    change(folder, {
        "agreements/precedents/collaboration-alone.yaml": alone,
        "agreements/example/committee.yaml": (FIXTURE / "committee.yaml").read_text(encoding="utf-8"),
    })  # fmt: skip
    return folder


def composed(folder: Path, text: str) -> tuple[Agreement, list[Diagnostic]]:
    """The agreement of these instructions, and the errors in it."""
    change(folder, {TRIED: text})
    agreement, reading = read_one(folder, "example/tried")
    return agreement, [one for one in reading.agreements[0].found if one.severity is Severity.ERROR]


def swapped(*changes: tuple[str, str]) -> str:
    """The answers with some words changed; each must stand there exactly once."""
    text = ANSWERS
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


TIES = [
    ("groups", [('"£16,000,000"', '"£16,000,001"')], "groups of services must make the Delegated Funds"),
    ("contracts", [('"£58,000,000"', '"£64,500,000"')], "and the reserves together must not come to more"),
    ("lead commissioner", [("holder: example-south,", "holder: nhs-england,")], "Lead Commissioner must be one of"),
    ("contributions", [('"£14,422,500"', '"£14,422,501"')], "The Contributions must make the sum"),
    ("risk", [('example-south: "24%"}, cap: "£2,000,000"', 'example-south: "23.9%"}, cap: "£2,000,000"')], "make 99.9%, not 100%"),
    ("reserves", [('"£2,000,000", holder', '"£2,100,000", holder')], "more than the percentage of the Delegated Funds"),
    ("limits", [('joint_committee: "£20,000,000"', 'joint_committee: "£900,000"')], "A higher level must not decide on less"),
    ("central items", [("Contracts of NHS England, in_allocations: no", "Contracts of NHS England, in_allocations: yes")],
     "is no part of the Delegated Funds"),
    ("hub shares", [('example-south: "23.7%"', 'example-south: "23.6%"')], "make 99.9%, not 100%"),
    ("hub basis", [("basis: usage", "basis: headcount")], "one of five bases"),
    ("host", [("host_icb: {value: example-central", "host_icb: {value: nhs-england")], "The Host ICB must be one of"),
    ("holder", [("fund_holder: {value: example-central", "fund_holder: {value: nhs-england")], "name one of the integrated care boards as the Fund Holder"),
]  # fmt: skip


RULES = [
    ("no host", [("has_host: {value: yes", "has_host: {value: no"), ("  host_icb: {value: example-central, status: example}\n", "")],
     "a Host ICB must be appointed"),
]  # fmt: skip


def test_every_broken_tie_is_named_at_once(workspace: Path) -> None:
    found = composed(workspace, swapped(*(change for _, changes, _ in TIES for change in changes)))[1]
    for name, _, words in TIES:
        assert any(words in one.message for one in found), name
    assert len(found) == len(TIES), [str(one) for one in found]


@pytest.mark.parametrize(("changes", "words"), [r[1:] for r in RULES], ids=[r[0] for r in RULES])
def test_a_broken_rule_is_named(workspace: Path, changes: list[tuple[str, str]], words: str) -> None:
    found = composed(workspace, swapped(*changes))[1]
    assert len(found) == 1 and words in found[0].message, [str(one) for one in found]


def test_every_tie_holds_and_shares_make_their_whole(workspace: Path) -> None:
    agreement, found = composed(workspace, ANSWERS)
    assert found == []
    tables = {b.identity.rpartition("/")[2]: b for b in blocks(agreement) if isinstance(b, Table)}
    shown = {c.identity.partition("#")[2]: plain(c.inlines) for t in ("allocation-by-icb", "hub-costs") for r in tables[t].rows
             for c in r.cells}  # fmt: skip
    assert shown["example-north/share"] == "32.1%" and shown["example-central/share"] == "43.9%"
    parts = [shown[f"pay/part@example-{name}"] for name in ("north", "central", "south")]
    assert parts == ["£785,225", "£1,076,776", "£588,000"] and shown["pay/cost"] == "£2,450,001"
    assert [plain(note.inlines) for note in tables["hub-costs"].notes] == [
        "Each cost is shared in whole pounds, so that the parts make exactly the cost."
    ]


STAFF = [
    ("collaboration", "nhs-england", "yes"),
    ("collaboration-alone", "nhs-england", "no"),
    ("collaboration", "secondment", "no"),
    ("collaboration-alone", "secondment", "yes"),
    ("collaboration-alone", "office", "no"),
    ("collaboration", "mixed", "yes"),
]


@pytest.mark.parametrize(("precedent", "model", "money"), STAFF)
def test_each_staff_model_reads_with_and_without_money(
    workspace: Path, precedent: str, model: str, money: str
) -> None:
    risk, held = ("tiered", "amount") if money == "yes" else ("none", "none")
    head = ANSWERS.partition("  has_host:")[0].replace("precedent: collaboration", f"precedent: {precedent}")
    answers = f"  staff_model: {model}\n  has_pooled_fund: {money}\n  capital_in_scope: {money}\n  has_host: {money}\n"
    answers += f"  risk_share_model: {risk}\n  contingency: {held}\n"
    if money == "yes":  # a pooled fund has a holder and a manager
        answers += "  fund_holder: example-central\n  fund_manager: Director of Finance\n"
    if precedent == "collaboration-alone" and model == "nhs-england":
        answers += "  hub_by_delegation: yes\n"
    assert composed(workspace, head + answers)[1] == []


def test_a_fund_a_host_and_a_risk_share_need_several_boards(workspace: Path) -> None:
    head = "precedent: collaboration\nparticulars:\n  commencement_date: 2025-04-01\n  service_list: specialised-70\n"
    head += "  nhse_standing: member\n  chair_rule: shared\n"
    single = "agreements/north-east-and-north-cumbria/tried.yaml"
    for answer, words in (
        ("has_host: yes", "A host acts for several"),
        ("has_pooled_fund: yes", "A pooled fund needs functions that several"),
        ("risk_share_model: by-population", "A risk share needs another"),
        ("contingency: amount", ""),
    ):
        change(workspace, {single: f"{head}  {answer}\n"})
        found = read_one(workspace, "north-east-and-north-cumbria/tried")[1].agreements[0].found
        errors = [one.message for one in found if one.severity is Severity.ERROR]
        assert any(words in one for one in errors) if words else errors == []
