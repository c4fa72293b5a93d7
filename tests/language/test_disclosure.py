"""What is withheld and what is personal stands in the tree where its question or its column says so, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordat.language.canonical import from_canonical, to_canonical
from concordat.language.disclosure import is_disclosure, personal_places, withheld
from support import read_one, seven_workspace, swap

PLANNING = "hillside/planning-2025"
PRECEDENT = "agreements/precedents/planning.yaml"


def test_a_cell_is_withheld_for_the_reason_of_its_column(tmp_path: Path) -> None:
    agreement, _ = read_one(seven_workspace(tmp_path / "w"), PLANNING)
    found = withheld(agreement)
    assert set(found.values()) == {"names of staff"}
    assert found and all("/monitoring#" in name and name.endswith("/note") for name in found)
    assert set(personal_places(agreement)) == set(found)
    assert agreement.schema == 3
    assert from_canonical(to_canonical(agreement)) == agreement


@pytest.mark.parametrize(
    ("said", "reason", "personal"),
    [
        (
            "disclosure: withhold (commercial interests (section 43))",
            "commercial interests (section 43)",
            False,
        ),
        ("disclosure: publish", None, False),
        ("personal: yes", None, True),
        ("disclosure: withhold (a name), personal: yes", "a name", True),
        ("personal: no", None, False),
    ],
)
def test_a_particular_says_what_its_question_says(
    tmp_path: Path, said: str, reason: str | None, personal: bool
) -> None:
    root = seven_workspace(tmp_path / "w")
    swap(
        root, "schedules/tables/monitoring.yaml", ", personal: yes, disclosure: withhold (names of staff)", ""
    )
    plain, _ = read_one(root, PLANNING)
    assert (plain.schema, withheld(plain), personal_places(plain)) == (1, {}, ())
    question = next(
        line for line in (root / PRECEDENT).read_text().splitlines() if "ask:" in line and line.endswith("}")
    )
    swap(root, PRECEDENT, question, question[:-1] + f", {said}}}")
    agreement, _ = read_one(root, PLANNING)
    name = f"particular/{question.split(':')[0].strip()}"
    assert withheld(agreement) == ({name: reason} if reason is not None else {})
    assert personal_places(agreement) == ((name,) if personal else ())
    assert agreement.schema == (1 if said == "personal: no" else 3)


def test_what_a_disclosure_may_say() -> None:
    assert [is_disclosure(text) for text in ("publish", "withhold (a reason)")] == [True, True]
    assert not any(
        map(is_disclosure, ("withhold", "withhold ()", "withhold ( )", "Publish", "withheld (x)", ""))
    )
