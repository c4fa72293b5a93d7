"""Reading, composing and checking: what every command begins with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from concordat.checks import check_agreement, check_library
from concordat.compose.compose import compose
from concordat.compose.family import Families
from concordat.diagnostics import Diagnostic, Faults, Severity, Stage
from concordat.model.library import Workspace
from concordat.project.collector import resting
from concordat.project.composed import Composed, named_for, of_library
from concordat.project.deeds import check_deeds
from concordat.project.families import with_families
from concordat.project.frozen import composed_of, parted
from concordat.project.papers import Paper, papers_of
from concordat.project.selection import Selected, select
from concordat.project.texts import read_texts


@dataclass(frozen=True)
class Reading:
    """A workspace as read, the agreements asked for, and all that was found."""

    workspace: Workspace
    agreements: tuple[Composed, ...]
    faults: Faults
    papers: tuple[Paper, ...] = ()

    @property
    def unreadable(self) -> bool:
        """Whether something could not be read: then nothing is written."""
        return _unreadable(self.faults)


@resting()
def read(
    root: Path,
    names: Iterable[str],
    on: date | None,
    *,
    family: bool = True,
    papers: bool = False,
    text_from: date | None = None,
) -> Reading:
    """Read the workspace, compose and check the agreements named (all where none is), and gather every fault.

    `on` is the day for checks that depend on one; None where the command does not judge it. Where `family`, the
    other agreements of each one's family are composed too, and what does not agree among them is told. Where `papers`,
    the papers that speak of agreements among these alone are composed and checked too. Every text is that which has
    effect on the day `text_from`; where it is None, that which is drafted now. A name with an `@` means a version: its
    tree stands after the others under that name, and what the checks told when it was issued is not told again.
    """
    own, versions = parted(names)
    workspace, faults = read_texts(root, text_from)
    chosen = select(workspace, own, faults) if own or not versions else ()
    reading = read_chosen(workspace, chosen, faults, on, family=family, papers=root if papers else None)
    if reading.unreadable:
        return reading
    frozen = tuple(composed_of(root, workspace, versions, faults))
    return replace(reading, agreements=(*reading.agreements, *frozen))


@resting()
def read_chosen(
    workspace: Workspace,
    chosen: Iterable[Selected],
    faults: Faults,
    on: date | None,
    *,
    family: bool = True,
    papers: Path | None = None,
) -> Reading:
    """As `read`, of a workspace that is read already: these agreements of it, with `faults` as found so far.

    `papers` is the workspace's folder where its papers are read too.
    """
    if _unreadable(faults):
        return Reading(workspace, (), faults)
    library = check_library(workspace)
    faults.extend(library.found)
    families = Families(workspace)
    found = [compose_and_check(workspace, selected, on, library.errors, families) for selected in chosen]
    if family:
        found = with_families(workspace, found, families)
    for composed in found:
        faults.extend(composed.found)
    read_papers = (
        tuple(papers_of(papers, workspace, found, families, library.errors)) if papers is not None else ()
    )
    for paper in read_papers:
        faults.extend(paper.found)
    return Reading(workspace, tuple(found), faults, read_papers)


def compose_and_check(
    workspace: Workspace,
    selected: Selected,
    on: date | None,
    library: tuple[Diagnostic, ...] = (),
    families: Families | None = None,
) -> Composed:
    """One agreement, composed and checked; a fault of composition keeps its own place and gains the agreement's name.

    `library` are the errors of the library: those in a file whose words this agreement prints stop it too.
    """
    agreement, faults = compose(workspace, selected.instructions, selected.member, families)
    shared: tuple[Diagnostic, ...] = ()
    if agreement is not None:
        faults.extend(check_agreement(workspace, agreement, on).found)
        faults.extend(check_deeds(workspace, selected, agreement))
        shared = of_library(workspace, agreement, library)
    return Composed(selected, agreement, (*named_for(selected.path, faults.found), *shared))


def _unreadable(faults: Faults) -> bool:
    return any(d.stage is Stage.READ and d.severity is Severity.ERROR for d in faults.found)
