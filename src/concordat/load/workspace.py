"""A whole workspace, read in one go: every fault of every file is found, and what could be read is given."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from concordat.diagnostics import Faults, Related, Span
from concordat.load.committees import read_committee
from concordat.load.entries import read_definitions, read_entry
from concordat.load.files import WorkspaceFiles
from concordat.load.footprint import Footprint, Trees, in_reading_order, named_base, text_under
from concordat.load.house import read_house
from concordat.load.instructions import read_instructions
from concordat.load.library import read_library, read_tree
from concordat.load.names_clash import check_library
from concordat.load.overlays import check_overlays
from concordat.load.parties import Parties, read_parties
from concordat.model.committee import Committee
from concordat.model.data import Datum
from concordat.model.library import (
    Entry,
    EntryKind,
    Instructions,
    Library,
    Precedent,
    SourceDefinition,
    Workspace,
)

_NOT_COMMITTEES = ("house", "precedents")
_EMPTY = Workspace(Library({}, {}, {}, {}, {}, {}), {}, {}, {}, None, {}, {})


def read_workspace(root: Path) -> tuple[Workspace, Faults]:
    """Everything under `root`, with all that is wrong. Raises nothing for bad input.

    A folder that is missing, or that holds neither clauses/ nor agreements/, is no workspace (workspace-missing).
    """
    faults = Faults()
    if not root.is_dir() or not ((root / "clauses").is_dir() or (root / "agreements").is_dir()):
        faults.add("workspace-missing", None, "there is no workspace here: no folder clauses/ and no folder agreements/",
                   "Go to the folder of your workspace, or make one with `concordat new DIR`.")  # fmt: skip
        return _EMPTY, faults
    files = WorkspaceFiles(root, faults)
    library = read_library(files, faults)
    parties = Parties()
    for path in files.files("parties", ".yaml"):
        datum = read_tree(files, path, faults)
        if datum is not None:
            read_parties(datum, faults, parties)
    committees, instructions, papers = _read_agreements(files, library, parties.parties, faults)
    house = read_house(files, faults)
    check_library(library, faults)
    return (
        Workspace(
            library, parties.parties, committees, instructions, house, files.sources, files.digests, papers
        ),
        faults,
    )


def _read_agreements(
    files: WorkspaceFiles, library: Library, parties: Mapping[str, Datum], faults: Faults
) -> tuple[dict[str, Committee], dict[str, Instructions], dict[str, Instructions]]:
    committees: dict[str, Committee] = {}
    instructions: dict[str, Instructions] = {}
    papers: dict[str, Instructions] = {}
    for folder in files.folders("agreements"):
        if folder in _NOT_COMMITTEES:
            continue
        base = f"agreements/{folder}"
        trees = {_name_of(path): read_tree(files, path, faults) for path in files.files(base, ".yaml")}
        shared = trees.pop("committee", None)
        if shared is not None:
            used = {name: _precedent(name, trees, library.precedents) for name in trees}
            committees[folder] = read_committee(shared, folder, parties, used, faults)
        elif trees and not files.exists(f"{base}/committee.yaml"):
            faults.add("file-missing", Span(f"{base}/committee.yaml", 1, 1), f"{base} has no committee.yaml",
                       "Write it: name, region, members.")  # fmt: skip
        local = _Local(files, base, faults)
        committee = committees.get(folder)
        read: dict[str, Instructions] = {}
        for name in in_reading_order(trees):
            if (tree := trees[name]) is not None:
                read[name] = read_instructions(
                    tree,
                    f"{folder}/{name}",
                    library.precedents,
                    parties,
                    committee,
                    local,
                    faults,
                    read.get(named_base(tree) or ""),
                )
        check_overlays(Footprint(folder, trees, read, committee, library.precedents, faults))
        instructions |= {read[name].path: read[name] for name in sorted(read)}
        for path in files.files(f"{base}/papers", ".yaml"):
            tree, name = read_tree(files, path, faults), f"{folder}/papers/{_name_of(path)}"
            if tree is not None:
                papers[name] = read_instructions(
                    tree, name, library.precedents, parties, committee, local, faults
                )
    return committees, instructions, papers


def _name_of(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


def _precedent(name: str, trees: Trees, precedents: Mapping[str, Precedent]) -> Precedent | None:
    """The precedent that instructions name, or that the base of an overlay does, where the library holds it."""
    tree = trees.get(named_base(trees[name]) or name)
    return precedents.get(text_under(tree, "precedent") or "")


class _Local:
    """The reader of local text in one committee's folder."""

    def __init__(self, files: WorkspaceFiles, base: str, faults: Faults) -> None:
        self.files, self.base, self.faults = files, base, faults

    def __call__(self, kind: str, path: str, span: Span) -> Entry | SourceDefinition | None:
        """The entry or definition in a file; the place of its name is told where the file is missing."""
        whole = f"{self.base}/{path}"
        if not self.files.exists(whole):
            self.faults.add("file-missing", span, f"{whole} is not there", "Write it, or correct its name.")
            return None
        text = self.files.read_text(whole)
        if text is None:
            return None
        if kind == "definition":
            found = read_definitions(text, whole, self.faults)
            if len(found) != 1:
                self.faults.add("prose-shape", Span(whole, 1, 1), f"the file holds {len(found)} definitions, not one",
                                "Write the one that replaces the library's.", [Related("named here", span)])  # fmt: skip
            return found[0] if found else None
        return read_entry(text, whole, EntryKind(kind), self.faults, named_as_file=False)
