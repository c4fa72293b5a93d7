"""The page of changes for a board: a small tree, drawn by the renderers of every agreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concordat.compose.apparatus import board_apparatus
from concordat.language.canonical import with_schema
from concordat.model.comparison import Comparison
from concordat.model.library import House
from concordat.model.tree import (
    Agreement,
    Block,
    Group,
    GroupKind,
    Paragraph,
    Role,
    RunningLine,
    Text,
)
from concordat.project.small_trees import heading_of, rows_of, table_of
from concordat.versions.board import BoardPage, board_page
from concordat.versions.told import heading_said, version_of

_CHANGES = (("class", "Class", 27), ("what", "What changes", 73))
_SUBJECTS = (("subject", "Subject", 27), ("said", "What changes", 73))


def board_tree(comparison: Comparison, house: House, *, example: bool) -> Agreement:
    """The page as a tree, in the `house` of board papers: which texts, what changes, money, who decides, what to ask."""
    page, new = board_page(comparison), comparison.new
    title = heading_said(comparison)
    of = f"{new.title}: {new.of}"
    said = {"old": version_of(comparison.old), "new": version_of(new), "title": new.title}
    tree = Agreement(
        1,
        new.path,
        "",
        title,
        of,
        "en-GB",
        tuple(_groups(page, house)),
        (RunningLine("running/header", (Text(f"{title}: {of}"),)),),
        (),
        board_apparatus(house, said, example=example),
        cover="form",
    )
    return with_schema(tree)


def _groups(page: BoardPage, house: House) -> Iterator[Group]:
    found: list[Block] = list(_paragraphs("changes", page.opening))
    if page.subjects:
        first = rows_of(
            "changes/first", (dict(zip(("subject", "said"), row, strict=True)) for row in page.subjects)
        )
        summary = "One row for each subject in which something changed."
        found.append(table_of("changes/first", "At first sight", summary, _SUBJECTS, first, house))
    if page.changes:
        rows = rows_of(
            "changes/list", (dict(zip(("class", "what"), row, strict=True)) for row in page.changes)
        )
        summary = "One row for each change, or for several of one kind, the highest class first."
        found.append(table_of("changes/list", "Changes by class", summary, _CHANGES, rows, house))
        found += _paragraphs("changes/money", page.money)
    yield _group("changes", "What changes", found)
    for name, heading, lines in (("decides", "Who decides", page.decides), ("ask", "What to ask", page.ask)):
        if lines:
            yield _group(name, heading, _paragraphs(name, lines))


def _group(name: str, heading: str, blocks: Iterable[Block]) -> Group:
    return Group(name, GroupKind.TERMS, "", 0, heading_of(name, heading), tuple(blocks))


def _paragraphs(name: str, lines: Iterable[str]) -> Iterator[Paragraph]:
    for count, line in enumerate(lines, start=1):
        yield Paragraph(f"{name}~{count}", Role.START, (Text(line),))
