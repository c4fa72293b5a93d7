"""The inputs that an agreement used: what `sources.json` in its PDF says, and what a version's manifest will hold."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version

import rfc8785

from concordat import __version__
from concordat.checks.source_text import expressions
from concordat.diagnostics import Span
from concordat.language.canonical import text_digest, tree_digest
from concordat.language.editions import numbering_of, settled
from concordat.language.walk import blocks, inlines, passages
from concordat.model.library import Instructions, Precedent, Workspace
from concordat.model.tree import Agreement, Condition, Origin, SisterReference, Table
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
    found.update(_of_instructions(selected.instructions))
    committee = workspace.committees.get(folder)
    if committee is not None:
        found.add(committee.span.file)
    precedent = workspace.library.precedents[selected.instructions.precedent]
    found.add(precedent.span.file)
    numbers = numbering_of(workspace.library, precedent)
    if numbers is not None:
        found.add(numbers.span.file)
    for name in sorted(_tables(workspace, precedent, agreement)):
        found.update(_files_of(workspace, name))
    found.update(_of_sisters(workspace, agreement))
    if workspace.house is not None:
        found.update(name for name in workspace.digests if name.startswith("agreements/house/"))
    return tuple(sorted(name for name in found if name in workspace.digests))


def _of_instructions(instructions: Instructions) -> Iterator[str]:
    """The file of some instructions and those of the overlays whose changes they hold."""
    yield instructions.span.file
    yield from (overlay.span.file for overlay in instructions.overlays)


def _of_sisters(workspace: Workspace, agreement: Agreement) -> Iterator[str]:
    """The files that decide what a sister reference prints: the sisters' instructions, precedent and titled entry."""
    for reference in (
        i for block in blocks(agreement) for i in inlines(block) if isinstance(i, SisterReference)
    ):
        named = reference.place.split("/")[0]
        entry = workspace.library.entries.get(named)
        if entry is not None:
            yield entry.span.file
        for path in reference.agreements:
            sister = workspace.instructions["/".join(path.split("/")[:2])]
            yield from _of_instructions(sister)
            yield workspace.library.precedents[sister.precedent].span.file
            yield from (
                d.text.span.file for d in sister.deviations if d.text is not None and d.entry == named
            )


def _spans(agreement: Agreement) -> Iterator[Span]:
    yield from (omitted.span for omitted in agreement.omitted if omitted.span is not None)
    yield from _read_by((*agreement.rules, *(c for omitted in agreement.omitted for c in omitted.conditions)))
    for block in blocks(agreement):
        origin = getattr(block, "origin", None)
        if isinstance(origin, Origin):
            if origin.span is not None:
                yield origin.span
            yield from _read_by(origin.conditions)
        for _, found in passages(block):
            for inline in found:
                span = getattr(inline, "span", None)
                if span is not None:
                    yield span
                yield from (read.span for read in getattr(inline, "reads", ()) if read.span is not None)


def _read_by(conditions: Iterable[Condition]) -> Iterator[Span]:
    for condition in conditions:
        yield condition.span
        yield from (read.span for read in condition.reads if read.span is not None)


_NAMED = re.compile(r"tables\s*\[\s*['\"]([^'\"]+)['\"]\s*\]")


def _tables(workspace: Workspace, precedent: Precedent, agreement: Agreement) -> set[str]:
    """The tables that an agreement shows, and those whose rows its expressions count or repeat over."""
    library = settled(workspace, precedent.id).library
    names = {b.identity.split("@")[0].rsplit("/", 1)[-1] for b in blocks(agreement) if isinstance(b, Table)}
    entries = {b.identity for b in blocks(agreement)} | {o.identity for o in agreement.omitted}
    texts = [fact.text for fact in precedent.facts.values()]
    texts += [rule.require.text for rule in precedent.rules]
    texts += [slot.when.text for slot in (*precedent.clauses, *precedent.schedules) if slot.when is not None]
    for name in sorted(names & set(library.tables)):
        texts += [expression.text for expression in library.tables[name].expressions()]
    for name in sorted(entries & set(library.entries)):
        texts += [scoped.expression.text for scoped in expressions(library.entries[name].blocks)]
    return names | {name for text in texts for name in _NAMED.findall(text)}


def _files_of(workspace: Workspace, name: str) -> Iterator[str]:
    """The files of a table: what it shows, its dataset, and the rows, those that it leaves out too."""
    spec = workspace.library.tables.get(name)
    if spec is None:
        return
    yield spec.span.file
    dataset = workspace.library.datasets.get(spec.dataset)
    if dataset is not None:
        yield dataset.span.file
        yield from (row.span.file for row in dataset.rows if row.span is not None)


def sources(
    workspace: Workspace,
    selected: Selected,
    agreement: Agreement,
    others: Iterable[tuple[Selected, Agreement]] = (),
    versions: Mapping[str, str] | None = None,
) -> bytes:
    """`sources.json`: the inputs with their digests, the digests of text and tree, and what made the views (RFC 8785).

    `others` are agreements of which this one speaks: their inputs are its own too. `versions` are files of a register
    that it was made from, each with its digest.
    """
    names = {name for one in ((selected, agreement), *others) for name in used_files(workspace, *one)}
    used = {name: workspace.digests[name] for name in sorted(names)}
    return rfc8785.dumps(
        {
            "agreement": agreement.path,
            "inputs": {**used, **(versions or {})},
            "made_with": {"concordat": __version__, "python": platform.python_version(), **libraries()},
            "text_digest": text_digest(agreement),
            "tree_digest": tree_digest(agreement),
        }
    )


@cache
def libraries() -> Mapping[str, str]:
    """The versions of `LIBRARIES` by name; “missing” for one that is not installed."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found
