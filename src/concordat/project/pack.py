"""`concordat pack`: the papers that speak of the agreements named, each bound with their material schedules and rendered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from concordat.compose.bind import bind
from concordat.diagnostics import Faults
from concordat.language.canonical import text_digest
from concordat.language.nearest import did_you_mean
from concordat.model.library import House, Instructions, Workspace
from concordat.model.tree import Agreement
from concordat.project.inputs import sources
from concordat.project.papers import Paper, spoken_of
from concordat.project.pool import Job, Progress, run
from concordat.project.read import read_chosen
from concordat.project.selection import Selected, all_agreements, file_mark, plain_name, select
from concordat.project.texts import read_texts
from concordat.project.views import Views
from concordat.project.wanted import blanks_of
from concordat.store.outputs import write_outputs

FOLDER = "packs"
"""The folder of build/ that holds the packs."""

ENDINGS = ("pdf", "docx", "html")
"""The views of a pack that are written; text and JSON are made and compared too, and not kept."""


@dataclass(frozen=True)
class Packed:
    """One pack of the closing table. `digest` is that of its words."""

    path: str
    agreements: tuple[str, ...]
    pages: int
    blanks: int
    digest: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Packs:
    """What a run did: a row for each pack, and all that was found."""

    rows: tuple[Packed, ...]
    faults: Faults


def pack(root: Path, names: Iterable[str], progress: Progress, workers: int = 2) -> Packs:
    """Make the packs of the papers that speak of every agreement named (all papers where none is named).

    A paper is named by its own path too. A paper with an error, or one that speaks of an agreement with an error, is
    not made; nothing is made where something could not be read.
    """
    workspace, faults = read_texts(root)
    if workspace.house is None:
        return Packs((), faults)
    chosen = tuple(_chosen(workspace, tuple(names), faults))
    if faults.errors or not chosen:
        return Packs((), faults)
    wanted = {path for paper in chosen for path in spoken_of(paper).values()}
    agreements = [one for one in all_agreements(workspace) if one.path in wanted]
    reading = read_chosen(workspace, agreements, faults, on=None, papers=root)
    if reading.unreadable:
        return Packs((), reading.faults)
    papers = [one for one in reading.papers if one.path in {paper.path for paper in chosen}]
    bound = {one.path: _bound(one, workspace.house) for one in papers if one.sound}
    files: dict[str, tuple[int, tuple[str, ...]]] = {}
    jobs = (_job(reading.workspace, workspace.house, one, bound[one.path]) for one in papers if one.sound)
    for done, (path, made) in enumerate(run(jobs, workers), start=1):
        reading.faults.extend(made.found)
        judge_length(next(one for one in papers if one.path == path), made, reading.faults)
        kept = {ending: made.files[ending] for ending in ENDINGS if ending in made.files}
        files[path] = made.pages, _write(root, reading.workspace, path, kept, reading.faults)
        progress(path, done, len(bound))
    return Packs(tuple(_row(one, bound, files) for one in papers), reading.faults)


def _chosen(workspace: Workspace, names: tuple[str, ...], faults: Faults) -> Iterator[Instructions]:
    """The papers that the names mean: by their own path, or by agreements of which they speak."""
    papers = workspace.papers
    named = [plain_name(name) for name in names]
    means: list[frozenset[str]] = []
    for name in named:
        if name in papers:
            means.append(frozenset((name,)))
        else:
            found = Faults()
            means.append(frozenset(one.path for one in select(workspace, (name,), found)))
            faults.extend(found.found)
    if faults.errors:
        return
    chosen = [
        paper
        for path, paper in sorted(papers.items())
        if all(one & {path, *spoken_of(paper).values()} for one in means)
    ]
    if not chosen:
        hint = "write one in agreements/<committee>/papers/, as docs/format.md says"
        if named and papers:
            hint = did_you_mean(named[0], papers, hint)
        what = " and ".join(named) or "an agreement"
        faults.add("agreement-unknown", None, f"no paper speaks of {what}", hint)
    yield from chosen


def _bound(paper: Paper, house: House) -> Agreement:
    assert paper.tree is not None
    trees = {key: one.agreement for key, one in paper.spoken.items() if one.agreement is not None}
    return bind(paper.tree, trees, paper.plan, house)


def _job(workspace: Workspace, house: House, paper: Paper, tree: Agreement) -> Job:
    others = [(one.selected, one.agreement) for one in paper.spoken.values() if one.agreement is not None]
    selected = Selected(paper.path, paper.instructions, None)
    made_from = sources(workspace, selected, tree, others, paper.seen)
    return Job(paper.path, tree, house.paper or house, made_from)


def judge_length(paper: Paper, views: Views, faults: Faults) -> None:
    """A warning where the paper itself, before the contents, has more sides than it may."""
    sides = views.contents_on - 1
    if sides > paper.plan.sides:
        message = f"the paper has {sides} sides, where a board reads {paper.plan.sides}"
        hint = "shorten its answers and its notes, or move what is long into an attachment"
        faults.add("paper-long", paper.instructions.span, message, hint, agreement=paper.path)


def _write(
    root: Path, workspace: Workspace, path: str, views: Mapping[str, bytes], faults: Faults
) -> tuple[str, ...]:
    """Write the views as `build/packs/<committee>-<name>-DRAFT.<ending>`; gives the files that stand there now."""
    committee, _, name = path.split("/")
    mark = file_mark(workspace, path)
    files = {f"{committee}-{name}-{mark}.{ending}": data for ending, data in views.items()}
    shown = f"build/{FOLDER}"
    written = write_outputs(root / "build" / FOLDER, files, faults, shown).files
    return tuple(f"{shown}/{one.name}" for one in written)


def _row(
    paper: Paper, bound: Mapping[str, Agreement], files: Mapping[str, tuple[int, tuple[str, ...]]]
) -> Packed:
    pages, written = files.get(paper.path, (0, ()))
    tree = bound.get(paper.path)
    agreements = tuple(spoken_of(paper.instructions).values())
    digest = text_digest(tree) if tree is not None else ""
    return Packed(
        paper.path, agreements, pages, len(blanks_of(tree)) if tree is not None else 0, digest, written
    )
