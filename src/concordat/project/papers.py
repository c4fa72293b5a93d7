"""The papers of a workspace: each composed and checked beside the agreements of which it speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from concordat.checks import check_paper
from concordat.compose.bind import material_schedules
from concordat.compose.family import Families
from concordat.compose.paper import compose_paper
from concordat.diagnostics import Diagnostic, Faults, Severity
from concordat.language.canonical import text_digest
from concordat.language.nearest import did_you_mean
from concordat.language.overlays import base_of
from concordat.language.walk import blocks
from concordat.language.words import plain
from concordat.model.data import Status
from concordat.model.inlines import BlankText
from concordat.model.library import Instructions, Workspace
from concordat.model.pack import OpenPoint, PackPlan, Spoken
from concordat.model.tree import Agreement, Particular
from concordat.project.composed import Composed, named_for, of_library
from concordat.project.seen import LastSeen
from concordat.project.selection import all_agreements
from concordat.project.wanted import blanks_of


@dataclass(frozen=True)
class Paper:
    """A paper with the agreements of which it speaks, by their keys, and what was found in it.

    `tree` is the paper alone; None where it could not be composed. `seen` are the files of the register that hold what
    the board last saw, each with its SHA-256.
    """

    instructions: Instructions
    plan: PackPlan
    spoken: Mapping[str, Composed]
    tree: Agreement | None
    found: tuple[Diagnostic, ...]
    seen: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The path of the paper."""
        return self.instructions.path

    @property
    def sound(self) -> bool:
        """Whether a pack may be made of it: no error in the paper, nor in an agreement of which it speaks."""
        own = not any(d.severity is Severity.ERROR for d in self.found)
        return own and self.tree is not None and all(one.sound for one in self.spoken.values())


def spoken_of(paper: Instructions) -> dict[str, str]:
    """The paths of the agreements of which a paper speaks, by their keys."""
    return {key: str(datum.value).strip() for key, datum in paper.agreements.items()}


def papers_of(
    root: Path,
    workspace: Workspace,
    composed: Iterable[Composed],
    families: Families,
    library: tuple[Diagnostic, ...] = (),
) -> Iterator[Paper]:
    """The papers whose agreements are all among these; `library` are the errors of the library.

    `root` is the workspace's folder, where the registers are in which it is found what each board last saw.
    """
    known = {one.path: one for one in composed}
    every = {one.path: one.instructions.precedent for one in all_agreements(workspace)}
    for _, paper in sorted(workspace.papers.items()):
        precedent = workspace.library.precedents.get(paper.precedent)
        if precedent is None or precedent.pack is None:
            continue
        faults = Faults()
        wanted = spoken_of(paper)
        _name_strangers(workspace, paper, precedent.pack, wanted, every, faults)
        if faults.errors:
            yield Paper(paper, precedent.pack, {}, None, tuple(faults.found))
        elif all(path in known for path in wanted.values()):
            spoken = {key: known[path] for key, path in wanted.items()}
            seen = LastSeen(root, workspace, paper, precedent.pack)
            yield _paper(workspace, families, seen, paper, precedent.pack, spoken, library)


def _varied_by(workspace: Workspace, path: str) -> str:
    """The path of the agreement that an overlay varies; empty where the path is not that of an overlay."""
    overlay = workspace.as_read.get(path)
    return base_of(overlay) if overlay is not None and overlay.varies is not None else ""


def _name_strangers(
    workspace: Workspace,
    paper: Instructions,
    plan: PackPlan,
    wanted: Mapping[str, str],
    every: Mapping[str, str],
    faults: Faults,
) -> None:
    """A fault for each agreement that a paper names and that is not there, or is of another kind."""
    for key, path in wanted.items():
        span = paper.agreements[key].span
        kind = plan.agreements[key].precedent
        if path not in every:
            over = _varied_by(workspace, path)
            hint = (
                f"It is an overlay: name {over}, which it varies."
                if over
                else did_you_mean(path, every, "`concordat list` shows them all.")
            )
            faults.add(
                "paper-agreement", span, f"the paper speaks of “{path}”, and there is no such agreement", hint
            )
        elif every[path] != kind:
            faults.add(
                "paper-agreement",
                span,
                f"the paper speaks of “{path}” under `{key}`, and that is of the precedent “{every[path]}”",
                f"name an agreement of the precedent “{kind}”",
            )


def _paper(
    workspace: Workspace,
    families: Families,
    seen: LastSeen,
    paper: Instructions,
    plan: PackPlan,
    spoken: Mapping[str, Composed],
    library: tuple[Diagnostic, ...],
) -> Paper:
    told = tuple(filter(None, (_spoken(key, one, workspace, families) for key, one in spoken.items())))
    if len(told) < len(spoken):
        return Paper(paper, plan, spoken, None, ())
    faults = Faults()
    last = {key: seen.of(key, one, faults) for key, one in spoken.items()} if plan.changed else {}
    known = {key: one for key, one in last.items() if one is not None}
    told = tuple(replace(one, seen=known[one.key].comparison) if one.key in known else one for one in told)
    tree, found = compose_paper(families, paper, plan, told)
    faults.extend(found.found)
    if tree is not None:
        trees = {key: one.agreement for key, one in spoken.items() if one.agreement is not None}
        faults.extend(check_paper(workspace, paper, tree, plan, trees).found)
        faults.extend(of_library(workspace, tree, library))
    files = {one.file: one.digest for one in known.values()}
    return Paper(paper, plan, spoken, tree, named_for(paper.path, faults.found), files)


def _spoken(key: str, composed: Composed, workspace: Workspace, families: Families) -> Spoken | None:
    """An agreement as its paper reads it; None where there is nothing composed."""
    agreement, selected = composed.agreement, composed.selected
    draft, _ = families.begin(selected.instructions, selected.member)
    if agreement is None or draft is None:
        return None
    schedules = {
        name: (group.label, plain(group.heading.inlines) if group.heading is not None else name)
        for name, group in material_schedules(agreement).items()
    }
    return Spoken(
        key,
        agreement.path,
        agreement.title,
        agreement.committee,
        agreement.apparatus.version,
        text_digest(agreement),
        draft.names,
        schedules,
        len(blanks_of(agreement)),
        sum(d.code == "fact-unconfirmed" for d in composed.found),
        tuple(_open_points(agreement, workspace)),
        selected.instructions.span,
    )


def _open_points(agreement: Agreement, workspace: Workspace) -> Iterator[OpenPoint]:
    """The questions of an agreement whose answer is blank or unconfirmed, in the order of its Particulars."""
    questions = workspace.library.precedents[agreement.precedent].questions
    for block in blocks(agreement):
        if not isinstance(block, Particular):
            continue
        question = questions.get(block.identity.removeprefix("particular/"))
        blank = any(isinstance(inline, BlankText) for inline in block.inlines)
        if question is not None and (blank or block.status == Status.UNCONFIRMED.value):
            yield OpenPoint(block.label, question.significance or 0, blank)
