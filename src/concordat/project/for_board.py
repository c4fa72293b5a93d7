"""`concordat diff --for board`: the page of changes in the form that was asked for."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.load.files import WorkspaceFiles
from concordat.load.house import read_house
from concordat.model.library import House
from concordat.model.tree import Agreement
from concordat.project.board_page import board_tree
from concordat.project.diff import Diff
from concordat.project.issue import Renderer, in_workers
from concordat.project.pool import Job
from concordat.project.views import compare_views
from concordat.render.html import render_html
from concordat.render.text import render_text


class BoardForm(StrEnum):
    """How the page is given out."""

    TERMINAL = "terminal"
    MARKDOWN = "md"
    HTML = "html"
    WORD = "docx"
    PDF = "pdf"


def for_board(
    root: Path, made: Diff, form: BoardForm, faults: Faults, render: Renderer = in_workers
) -> bytes:
    """The page as the bytes of a file; on a terminal it is Markdown. Nothing, with the faults added, where it cannot be made.

    It looks as a board pack does, and each form is read back before it counts as made.
    """
    house = house_now(root, faults)
    if house is None or made.comparison is None or made.pair is None:
        return b""
    example = made.pair.new.compared.path.split("/")[0] in made.pair.frame.examples
    shown = house.paper or house
    tree = board_tree(made.comparison, shown, example=example)
    if form in (BoardForm.WORD, BoardForm.PDF):
        return _paged(tree, shown, form, faults, render)
    name = "html" if form is BoardForm.HTML else "md"
    data = (render_html(tree, shown) if form is BoardForm.HTML else render_text(tree, shown)).encode()
    compare_views(tree, {name: data}, faults)
    return data if not faults.errors else b""


def house_now(root: Path, faults: Faults) -> House | None:
    """The house of the workspace as it is now; None, with the faults added, where it cannot be read."""
    found = Faults()
    house = read_house(WorkspaceFiles(root, found), found)
    faults.extend(found.found)
    return house if not found.errors else None


def _paged(tree: Agreement, house: House, form: BoardForm, faults: Faults, render: Renderer) -> bytes:
    ((_, views),) = render([Job(tree.path, tree, house, b"{}")])
    faults.extend(views.found)
    return views.files.get(form.value, b"")
