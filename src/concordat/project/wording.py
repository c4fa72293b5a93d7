"""The page of locked wording: each mandated and each stand-in clause and schedule, with its digest as held.

It is a small tree, drawn by the renderers of every agreement; its opening words are the precedent's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.language.values import format_scalar
from concordat.language.walk import blocks
from concordat.language.words import plain
from concordat.load.files import WorkspaceFiles
from concordat.load.front_matter import read_front_matter
from concordat.model.execution import WordingPage
from concordat.model.library import Wording
from concordat.model.tree import (
    NOWHERE,
    Agreement,
    Group,
    GroupKind,
    Paragraph,
    Publication,
    Role,
    Row,
    RunningLine,
    Table,
    TableColumn,
    Text,
)
from concordat.project.small_trees import columns_of, heading_of, row_of

_KINDS = {GroupKind.CLAUSE: "Clause ", GroupKind.SCHEDULE: ""}
_WHOSE = {Wording.MANDATED: "Mandated", Wording.STAND_IN: "Stand-in"}
_CAPTION = "Clauses and schedules whose wording is locked"
_SUMMARY = "One row for each clause and schedule that may not be changed locally, with the digest of its text as held."
_SAME = "Unchanged"


def wording_page(root: Path, agreement: Agreement, page: WordingPage) -> Agreement | None:
    """The page of an agreement, or None where no wording of it is locked. `root` is where its files are read again."""
    locked = tuple(_locked(agreement))
    if not locked:
        return None
    stands_in = any(group.wording == Wording.STAND_IN for group in locked)
    opening = page.stand_in if stands_in else page.mandated
    published = any(group.published is not None for group in locked)
    files = WorkspaceFiles(root, Faults())
    rows = tuple(_row(group, files, published) for group in locked)
    table = Table(
        "wording/locked",
        _CAPTION,
        _SUMMARY,
        "information",
        None,
        False,
        _columns(published),
        rows,
        (),
        NOWHERE,
    )
    start = Paragraph("wording~start", Role.START, (Text(opening),))
    heading = heading_of("wording", page.title)
    shown = agreement.apparatus
    of = f"{agreement.title}: {agreement.committee}"
    return replace(
        agreement,
        title=page.title,
        committee=of,
        groups=(Group("wording", GroupKind.TERMS, "", 0, heading, (start, table)),),
        running=(RunningLine("running/header", (Text(f"{page.title}: {of}"),)),),
        omitted=(),
        rules=(),
        # It opens with these words wherever one begins to read: on the cover, and above the table.
        apparatus=replace(shown, statement=f"{opening} {shown.statement}"),
    )


def _locked(agreement: Agreement) -> Iterator[Group]:
    for block in blocks(agreement):
        if isinstance(block, Group) and block.kind in _KINDS and block.wording in tuple(_WHOSE):
            yield block


def _columns(published: bool) -> tuple[TableColumn, ...]:
    names = [("place", "Clause or schedule", 13), ("title", "Title", 22), ("wording", "Whose words", 12)]
    if published:
        names.append(("published", "Published", 18))
    # Half a digest stands on a line: it is read aloud and compared by eye.
    names += [("digest", "Digest of the text as held (SHA-256)", 40), ("file", "The file, read again", 13)]
    return columns_of(names)


def _row(group: Group, files: WorkspaceFiles, published: bool) -> Row:
    cells = {
        "place": f"{_KINDS[group.kind]}{group.label}",
        "title": plain(group.heading.inlines) if group.heading is not None else "",
        "wording": _WHOSE[Wording(group.wording)],
    }
    if published:
        cells["published"] = _published(group.published)
    cells["digest"] = group.digest
    cells["file"] = _again(group, files)
    return row_of(f"wording/locked#{group.identity}", cells.items())


def _published(found: Publication | None) -> str:
    if found is None:
        return "Not held"
    return f"{found.publisher}, {found.reference}, {format_scalar(date.fromisoformat(found.date))}"


def _again(group: Group, files: WorkspaceFiles) -> str:
    """What the file holds now, by the digest of what follows its head: the same as the tree, or what it is instead."""
    span = group.origin.span
    text = files.read_text(span.file) if span is not None and files.exists(span.file) else None
    if text is None or span is None:
        return "Not there"
    digest = sha256(read_front_matter(text, span.file, Faults()).body.encode("utf-8")).hexdigest()
    return _SAME if digest == group.digest else f"Changed: {digest}"
