"""The inputs that an agreement used: what `sources.json` in its PDF says, and what a version's manifest will hold."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import rfc8785

from concordat import __version__
from concordat.diagnostics import Span
from concordat.language.canonical import text_digest, tree_digest
from concordat.language.walk import blocks, passages
from concordat.model.library import Workspace
from concordat.model.tree import Agreement, Origin, Table
from concordat.project.selection import Selected

LIBRARIES = (
    "babel",
    "docxtpl",
    "fonttools",
    "jinja2",
    "lxml",
    "pillow",
    "pikepdf",
    "pydyf",
    "pypdf",
    "weasyprint",
    "zopfli",
)
"""The libraries whose version can change the bytes of a view."""


def used_files(workspace: Workspace, selected: Selected, agreement: Agreement) -> tuple[str, ...]:
    """The files of the workspace that this agreement was made from, by path."""
    found = {span.file for span in _spans(agreement)}
    folder = selected.instructions.path.split("/")[0]
    found.add(selected.instructions.span.file)
    committee = workspace.committees.get(folder)
    if committee is not None:
        found.add(committee.span.file)
    precedent = workspace.library.precedents[selected.instructions.precedent]
    found.add(precedent.span.file)
    for block in blocks(agreement):
        if isinstance(block, Table):
            name = block.identity.split("@")[0].rsplit("/", 1)[-1]
            spec = workspace.library.tables.get(name)
            if spec is not None:
                found.add(spec.span.file)
    if workspace.house is not None:
        found.update(name for name in workspace.digests if name.startswith("agreements/house/"))
    return tuple(sorted(name for name in found if name in workspace.digests))


def _spans(agreement: Agreement) -> Iterator[Span]:
    for block in blocks(agreement):
        origin = getattr(block, "origin", None)
        if isinstance(origin, Origin):
            if origin.span is not None:
                yield origin.span
            for condition in origin.conditions:
                yield condition.span
                yield from (read.span for read in condition.reads if read.span is not None)
        for _, inlines in passages(block):
            for inline in inlines:
                span = getattr(inline, "span", None)
                if span is not None:
                    yield span
                yield from (read.span for read in getattr(inline, "reads", ()) if read.span is not None)


def sources(workspace: Workspace, selected: Selected, agreement: Agreement) -> bytes:
    """`sources.json`: the inputs with their digests, the digests of text and tree, and what made the views (RFC 8785)."""
    used = {name: workspace.digests[name] for name in used_files(workspace, selected, agreement)}
    return rfc8785.dumps(
        {
            "agreement": agreement.path,
            "inputs": used,
            "made_with": {"concordat": __version__, "python": platform.python_version(), **_libraries()},
            "text_digest": text_digest(agreement),
            "tree_digest": tree_digest(agreement),
        }
    )


def _libraries() -> dict[str, str]:
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found
