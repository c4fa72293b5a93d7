"""What the shipped content refuses, each planted in a copy of it: in words that a finance officer or a lawyer can act on,
at the place where it is cured. And what is lawful is let be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from concordat.diagnostics import Diagnostic
from concordat.load.workspace import read_workspace
from concordat.project.read import read
from support import real_workspace, swap

EXAMPLE = "example-footprint/collaboration-2024"
SOUTH_EAST = "south-east/collaboration-2025"
ONE_ICB = "north-east-and-north-cumbria/delegation-2025"
FRIMLEY = "south-east/delegation-2025/frimley"


@dataclass(frozen=True)
class Planted:
    """A fault: the agreement, the file and the words in it that are changed, and what must then be said."""

    agreement: str
    file: str
    old: str
    new: str
    code: str
    words: str
    cure: str
    at: str = ""  # the file that the message names, where it is another: a party’s own record


def instructions(agreement: str) -> str:
    return f"agreements/{'/'.join(agreement.split('/')[:2])}.yaml"


OF_EXAMPLE, OF_SOUTH_EAST = instructions(EXAMPLE), instructions(SOUTH_EAST)
VARIED = OF_EXAMPLE.replace(".yaml", "-variation-2.yaml")
"""What the last variation answers stands in the text that is drafted now."""

REFUSED = {
    "risk shares of 99.9 %": Planted(
        EXAMPLE, OF_EXAMPLE,
        'example-south: "24%"}, cap: "£1,000,000"', 'example-south: "23.9%"}, cap: "£1,000,000"',
        "table-percentages",
        "the shares of “Price changes after the Financial Plan” in the table “Shares of each risk” make 99.9%, not 100%", "correct a share",
    ),
    "hub shares of 99.9 %": Planted(
        EXAMPLE, VARIED, 'example-south: "23.7%"', 'example-south: "23.6%"',
        "table-percentages", "the shares of “Premises” in the table “Shares of the Hub Costs” make 99.9%, not 100%",
        "correct a share",
    ),
    "contributions that do not make the fund": Planted(
        EXAMPLE, OF_EXAMPLE, 'fund_opening: {value: "£45,000,000"', 'fund_opening: {value: "£45,000,001"',
        "table-tie", "The Contributions must make the sum that the Particulars give for the Pooled Fund", "correct a figure",
    ),
    "a fund without a manager": Planted(
        EXAMPLE, OF_EXAMPLE, "  fund_manager: {value: Director of Specialised Commissioning Finance, source: invented, status: example}\n", "",
        "rule-broken", "A pooled fund needs a manager; name the office of the Pooled Fund Manager (",
        "the authority for the rule is docs/style.md, rule 14",
    ),
    "a fund without a holder": Planted(
        EXAMPLE, OF_EXAMPLE, "  fund_holder: {value: example-central, source: invented, status: example}\n", "",
        "rule-broken", "A pooled fund needs a holder; name one of the integrated care boards as the Fund Holder (",
        "the authority for the rule is NHS Act 2006, section 65Z6",
    ),
    "a list of 70 in 2024": Planted(
        "north-west/delegation-2024/greater-manchester", "agreements/north-west/delegation-2024-variation-1.yaml",
        "effective: {value: 2025-04-01", "effective: {value: 2025-03-31",
        "rule-broken", "The list of 70 services starts on 1 April 2025", "NHS England Board, December 2024",
    ),
    "a list of 59 in 2025": Planted(
        ONE_ICB, instructions(ONE_ICB), "service_list: {value: specialised-70", "service_list: {value: specialised-59",
        "rule-broken", "The list of 59 services ended on 31 March 2025; from 1 April 2025 the list of 70 applies", "NHS England Board, December 2024",
    ),
    "an excluded function": Planted(
        ONE_ICB, "schedules/data/delegated-functions.yaml",
        "    provisions: [NHS Act 2006 s.3B, SI 2023/1348]\n", "    provisions: [NHS Act 2006 s.3B, NHS Act 2006 s.14Z61]\n",
        "function-excluded", "“Choosing Providers” rests on NHS Act 2006 s.14Z61, which is excluded (SI642 regulation 2(a)(vi)): power to give directions to integrated care boards",
        "take the function out of the list, or correct its statutory source",
    ),
    "a party without a seat": Planted(
        SOUTH_EAST, "schedules/tables/collaboration-seats.yaml", "dataset: parties\n", "dataset: parties\nwhere: \"row.slug != 'sussex'\"\n",
        "seat-missing", "Sussex ICB has no seat in the table “Members of the Joint Committee”", "state in its row why it has none",
    ),
    "a party without a vote or a reason": Planted(
        SOUTH_EAST, "schedules/tables/collaboration-seats.yaml", "value: \"row.no_vote_reason if row.kind == 'national' and not nhse_votes else none\"", "value: none",
        "seat-missing", "NHS England has no vote in the table “Members of the Joint Committee”", "state in its row why it has none",
        "parties/nhs-england.yaml",
    ),
}  # fmt: skip


def copied(folder: Path, agreement: str) -> Path:
    return real_workspace(folder / "w", footprints=[agreement.split("/")[0]])


def refused(folder: Path, agreement: str, family: bool = True) -> list[Diagnostic]:
    return list(read(folder, (agreement,), None, family=family).faults.errors)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Planted], list[Diagnostic]]:
    """What is said where all the faults of an agreement are planted together: all of them must be told in one run."""

    @cache
    def of(agreement: str) -> list[Diagnostic]:
        folder = copied(tmp_path_factory.mktemp("refused"), agreement)
        for planted in REFUSED.values():
            if planted.agreement == agreement:
                swap(folder, planted.file, planted.old, planted.new)
        return refused(folder, agreement, family=False)

    return lambda planted: [d for d in of(planted.agreement) if d.code == planted.code]


@pytest.mark.parametrize("planted", REFUSED.values(), ids=REFUSED)
def test_what_is_refused(planted: Planted, found: Callable[[Planted], list[Diagnostic]]) -> None:
    said = [d for d in found(planted) if planted.words in d.message]
    assert len(said) == 1, found(planted)
    assert planted.cure in said[0].hint
    assert said[0].span is not None and said[0].span.file == (planted.at or planted.file)


def test_a_reason_that_says_nothing_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path, SOUTH_EAST)
    empty = "party_particulars:\n  nhs-england: {no_vote_reason: ''}\nparticulars:\n"
    swap(folder, OF_SOUTH_EAST, "particulars:\n", empty)
    (said,) = refused(folder, SOUTH_EAST)
    assert said.message == "the answer to “Why has NHS England no vote?” is empty"
    assert "Answer it" in said.hint and said.span is not None and said.span.file == OF_SOUTH_EAST


def deviate(
    folder: Path, agreement: str, kind: str, name: str, text: str, replaces: str, only_for: str = ""
) -> None:
    """Local text in place of a clause, schedule or definition of the library, with all that a deviation must say."""
    path = folder / instructions(agreement)
    (path.parent / "local").mkdir(exist_ok=True)
    (path.parent / "local" / f"{name}.md").write_text(text, encoding="utf-8")
    own = f", only_for: [{only_for}]" if only_for else ""
    said = path.read_text(encoding="utf-8") + (
        f"deviations:\n  - {{{kind}: {name}, text: local/{name}.md, replaces: 'sha256:{replaces}', "
        f"reason: The boards asked for it, approved_by: Board, approved_on: 2025-02-01{own}}}\n"
    )
    path.write_text(said, encoding="utf-8")


def test_a_changed_stand_in_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path, FRIMLEY)
    entry = read_workspace(folder)[0].library.entries["dispute-resolution"]
    text = (folder / "clauses/disputes/dispute-resolution.md").read_text(encoding="utf-8")
    text = text.replace("wording: model", "wording: local")
    deviate(folder, FRIMLEY, "clause", entry.id, text, entry.digest, only_for="frimley")
    (found,) = refused(folder, FRIMLEY)
    assert found.code == "deviation-locked" and found.span is not None
    assert found.message == "“Dispute resolution” is stand-in wording, and may not be changed locally"
    assert found.span.file == instructions(FRIMLEY) and "goes into its local terms" in found.hint
    assert not refused(folder, "south-east/delegation-2025/sussex")  # it stands in one agreement alone


def test_two_meanings_of_one_term_in_a_family_are_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path, SOUTH_EAST)
    meaning = "a day other than a Saturday."
    text = '{#working-day plural="Working Days"} Working Day\n: ' + meaning + "\n"
    deviate(folder, SOUTH_EAST, "definition", "working-day", text, "0" * 64)
    found = [d for d in refused(folder, SOUTH_EAST) if d.code == "term-two-meanings"]
    assert len(found) == 1
    assert "Working Day" in found[0].message and "the Delegation Agreement" in found[0].message
    assert "the Collaboration Agreement" in found[0].message and meaning.rstrip(".") in found[0].message
    assert "give the term one meaning in the family" in found[0].hint
    places = {found[0].span.file, *(r.span.file for r in found[0].related)} if found[0].span else set()
    assert "agreements/south-east/local/working-day.md" in places


ALONE = "nhse_party: {value: yes"
LAWFUL = {
    "NHS England as employer only": ("  hub_by_delegation: yes\n", "nhse_party: {value: no"),
    "NHS England as employer only, by an agreement of its own": (
        "  separate_staff_agreement: The agreement about the hub\n", "nhse_party: {value: no",
    ),
    "a member who must be present": ("  quorum_members: 4\n  quorum_member_present: [sussex]\n", ALONE),
}  # fmt: skip
"""Further answers of South East, and whether NHS England is a party; a single board is judged with the portfolio."""


@pytest.mark.parametrize(("answers", "party"), LAWFUL.values(), ids=LAWFUL)
def test_what_is_lawful_is_let_be(answers: str, party: str, tmp_path: Path) -> None:
    folder = copied(tmp_path, SOUTH_EAST)
    swap(folder, OF_SOUTH_EAST, "particulars:\n", "particulars:\n" + answers)
    swap(folder, OF_SOUTH_EAST, ALONE, party)
    assert refused(folder, SOUTH_EAST) == []
