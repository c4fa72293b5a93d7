"""National text: what comes with an edition is told as that and names who decides; any other change of its words is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from concordat.model.comparison import Comparison
from concordat.model.library import Workspace
from concordat.model.tree import Agreement
from concordat.versions.routes import DRAFTERS
from support import form_workspace, swap
from versions.weighing import FORBIDDEN, all_said, composed, weighed

PATH, EDITION = "towns/lending-2031", "clauses/national/form-2031"
WORDS = (f"{EDITION}/lending.md", "old Books, subject to", "old Books and maps, subject to")
LEAGUE = "The invented League of Libraries"


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Agreement]:
    return composed(form_workspace(tmp_path_factory.mktemp("form") / "w"), PATH)


def against(national: tuple[Workspace, Agreement], folder: Path, state: str = "approved") -> Comparison:
    found = weighed(*national, composed(folder, PATH)[1], state)
    assert not any(word in all_said(found) for word in FORBIDDEN)
    return found


def test_a_new_edition_is_a_national_change_that_names_who_decides(
    tmp_path: Path, national: tuple[Workspace, Agreement]
) -> None:
    folder = form_workspace(tmp_path / "w")
    swap(folder, *WORDS)
    swap(folder, f"{EDITION}/lending.md", "date: 2031-01-31", "date: 2032-01-31")
    found = against(national, folder)
    (change,) = found.changes
    assert (change.grade, change.grade_name) == (9, "national text")
    assert change.reason.startswith(
        f"it comes with national text that {LEAGUE} published (Form L (an invention for tests), 31 January 2032);"
        " its subject is of class 8 (legal substance): "
    )
    league, *parties = change.routes
    assert league.said.startswith(
        f"Class 9 (national text). Indicated route: {LEAGUE}, which decides the text, under Form L (an invention for tests), 31 January 2032. "
    )
    assert [one.said.startswith("Class 8 (legal substance). Indicated route: ") for one in parties] == [
        True,
        True,
    ]
    assert found.routes == change.routes
    (drafted,) = against(national, folder, "draft").changes
    assert [one.body for one in drafted.routes] == [f"{LEAGUE}, which decides the text", DRAFTERS]


def test_the_same_words_without_a_new_edition_are_refused(
    tmp_path: Path, national: tuple[Workspace, Agreement]
) -> None:
    folder = form_workspace(tmp_path / "w")
    swap(folder, *WORDS)
    (change,) = against(national, folder).changes
    assert (change.grade, change.routes[0].body, len(change.routes)) == (9, "", 1)
    assert change.reason.startswith(
        "the words are national text of one edition, and a local change to them is refused; its subject is of class "
    )


def test_what_is_refused_decides_the_route_of_the_whole(
    tmp_path: Path, national: tuple[Workspace, Agreement]
) -> None:
    folder = form_workspace(tmp_path / "w")
    swap(folder, *WORDS)
    swap(folder, f"{EDITION}/returns.md", "date: 2031-01-31", "date: 2032-01-31")
    swap(folder, f"{EDITION}/returns.md", "shall return each Book", "shall give back each Book")
    found = against(national, folder)
    assert [len(one.routes) for one in found.changes] == [1, 3]
    assert "refused" in found.routes[0].said and len(found.routes) == 1


def test_national_text_for_what_stood_in_for_it_is_a_national_change(
    tmp_path: Path, national: tuple[Workspace, Agreement]
) -> None:
    folder = form_workspace(tmp_path / "w")
    shutil.rmtree(folder / "clauses" / "national")
    swap(folder, "agreements/precedents/lending.yaml", "edition: form-2031\n", "")
    _, before = composed(folder, PATH)
    found = weighed(national[0], before, national[1])
    changes = [
        one for one in found.changes if one.change.entry == "lending" and one.change.nature.value == "wording"
    ]
    assert changes and all(
        one.reason.startswith(f"it comes with national text that {LEAGUE} published") for one in changes
    )


def test_an_answer_that_national_text_prints_is_no_change_to_it(
    tmp_path: Path, national: tuple[Workspace, Agreement]
) -> None:
    folder = form_workspace(tmp_path / "w")
    swap(folder, f"agreements/{PATH}.yaml", "start_date: 2031-04-01", "start_date: 2031-05-01")
    (change,) = against(national, folder).changes
    assert change.grade == 7 and [one.name for one in change.consequences] == ["clause 2.2"]
