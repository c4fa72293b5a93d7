"""National editions: clauses/national/<edition>/, mandated text that a user supplies (format.md, "A national edition")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from concordat.diagnostics import Faults, Related, Span
from concordat.load.entries import read_definitions, read_entry
from concordat.load.fields import Fields
from concordat.load.files import WorkspaceFiles
from concordat.load.front_matter import read_front_matter
from concordat.load.numbering import read_numbering
from concordat.load.yaml import read_yaml
from concordat.model.data import Datum
from concordat.model.library import Edition, Entry, EntryKind, SourceDefinition
from concordat.model.prose import (
    Aside,
    Expression,
    ForBlock,
    SourceBlock,
    SourceInline,
    SourceParagraph,
    SourcePart,
    SourceProvision,
    WhenBlock,
)

FOLDER = "clauses/national"


def read_editions(files: WorkspaceFiles, library: Mapping[str, Entry], faults: Faults) -> dict[str, Edition]:
    """Every edition by its name. `library` tells a schedule from a clause where the head does not."""
    for path in files.files(FOLDER, ".md", ".yaml"):
        faults.add("file-name", Span(path, 1, 1), "national text stands in a folder that is named for its edition",
                   f"Move it to {FOLDER}/<edition>/.")  # fmt: skip
    return {name: _edition(files, name, library, faults) for name in files.folders(FOLDER)}


def _edition(files: WorkspaceFiles, name: str, library: Mapping[str, Entry], faults: Faults) -> Edition:
    folder = f"{FOLDER}/{name}"
    entries: dict[str, Entry] = {}
    for path in files.files(folder, ".md"):
        text = files.read_text(path)
        entry = _entry(text, path, library, faults) if text is not None else None
        if entry is not None:
            entries[entry.id] = entry
    definitions: dict[str, SourceDefinition] = {}
    for path in files.files(f"{folder}/definitions", ".md", deep=True):
        text = files.read_text(path)
        for definition in read_definitions(text, path, faults) if text is not None else ():
            _check_whole(definition.when, definition.blocks, faults)
            first = definitions.setdefault(definition.anchor, definition)
            if first is not definition:
                faults.add("identity-duplicate", definition.span, f"the definition `{definition.anchor}` is given twice in this edition",
                           "Give one of the two another name.", [Related("first given here", first.span)])  # fmt: skip
    path = f"{folder}/numbering.yaml"
    tree = _tree(files, path, faults) if files.exists(path) else None
    numbering = read_numbering(tree, path, faults) if tree is not None else None
    return Edition(name, entries, definitions, numbering)


def _tree(files: WorkspaceFiles, path: str, faults: Faults) -> Datum | None:
    text = files.read_text(path, checked=False)
    return read_yaml(text, path, faults) if text is not None else None


def _entry(text: str, path: str, library: Mapping[str, Entry], faults: Faults) -> Entry | None:
    name = path.rsplit("/", 1)[1].removesuffix(".md")
    replaced = library.get(name)
    kind = replaced.kind if replaced is not None else EntryKind.CLAUSE
    head = read_front_matter(text, path, Faults()).head
    if head is not None:
        told = Fields(head, Faults(), "the head")
        kind = told.one_of("kind", EntryKind, kind)
    entry = read_entry(text, path, kind, faults, stands_for=replaced, mandated=True)
    if entry is None:
        return None
    if replaced is not None and replaced.kind is not entry.kind:
        faults.add("value-type", entry.span, f"`{name}` is a {entry.kind.value} here, and a {replaced.kind.value} of the library",
                   "Take `kind:` out, or give it the identity of what it replaces.", [Related("the library's", replaced.span)])  # fmt: skip
    _check_whole(entry.when, entry.blocks, faults)
    return entry


def _check_whole(when: Expression | None, blocks: tuple[SourceBlock, ...], faults: Faults) -> None:
    """Report each condition and repetition of mandated text."""
    for span in (*_placed(when), *_conditions(blocks)):
        faults.add(
            "mandated-condition", span, "mandated text is set under a condition or a repetition here, and it must stand whole",
            "Take the condition out; whether a whole clause or schedule is in is said by the precedent.",
        )  # fmt: skip


def _conditions(blocks: tuple[SourceBlock, ...]) -> Iterator[Span]:
    """The place of each condition and repetition in some blocks."""
    for block in blocks:
        match block:
            case SourceParagraph():
                yield from _asides(block.inlines)
            case SourceProvision():
                yield from _placed(block.when)
                yield from _asides(block.opening.inlines)
                yield from _conditions(block.children)
                yield from _asides(block.closing.inlines if block.closing is not None else ())
            case SourcePart():
                yield from _placed(block.when)
                yield from _conditions(block.blocks)
            case WhenBlock() | ForBlock():
                yield block.span
                yield from _conditions(block.blocks)


def _placed(when: Expression | None) -> Iterator[Span]:
    if when is not None:
        yield when.span


def _asides(inlines: tuple[SourceInline, ...]) -> Iterator[Span]:
    return (inline.span for inline in inlines if isinstance(inline, Aside))
