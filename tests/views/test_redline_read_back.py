"""Each view of a redline is read on both sides before it counts: what either text lacks in it is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from concordat.diagnostics import Faults
from concordat.language.rebuild import with_inlines
from concordat.load.files import WorkspaceFiles
from concordat.load.house import read_house
from concordat.model.library import House
from concordat.model.tree import Agreement, Text
from concordat.project import redline_views as conductor
from concordat.project.redline_views import redline_views
from concordat.project.views import Marking
from concordat.versions.matching import match, side
from concordat.versions.members import NOBODY
from concordat.versions.redline import redline
from support import REPOSITORY, read_one, sharing_workspace

WORDS = ("must", "may not")


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Agreement, House, Marking]:
    """The redline of an agreement in which one word is another wherever it stands."""
    folder: Path = sharing_workspace(tmp_path_factory.mktemp("marked") / "w")
    old, _ = read_one(folder, "riverside/sharing-2024")

    def other(_: object, inlines: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(replace(i, text=i.text.replace(*WORDS)) if isinstance(i, Text) else i for i in inlines)

    new = replace(old, groups=tuple(with_inlines(group, other) for group in old.groups))  # type: ignore[arg-type,misc]
    house = read_house(WorkspaceFiles(REPOSITORY, Faults()), Faults())
    assert house is not None
    tree = redline(match(side(old, NOBODY), side(new, NOBODY)), shows="one compared with the other")
    return tree, house, Marking("A. Clerk", "2024-03-01", older=old)


def test_every_view_holds_both_texts(marked: tuple[Agreement, House, Marking]) -> None:
    tree, house, marking = marked
    made = redline_views(tree, house, b"{}", marking)
    assert not made.found and set(made.files) == {"docx", "pdf", "html"}


@pytest.mark.parametrize("word", WORDS)
def test_a_view_that_lacks_words_of_one_side_counts_for_nothing(
    marked: tuple[Agreement, House, Marking], word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree, house, marking = marked
    draw: Callable[[Agreement, House], str] = conductor.render_html
    monkeypatch.setattr(conductor, "render_html", lambda *given: draw(*given).replace(f">{word}<", "><", 1).replace(f"{word}</", "</", 1))  # fmt: skip
    made = redline_views(tree, house, b"{}", marking)
    assert {one.code for one in made.found} == {"words-differ"} and not made.files
