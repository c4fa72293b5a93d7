"""`concordat issue`: read, compose, check, judge, number, render, read back, keep. Nothing is kept but by its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from concordat.compose.apparatus import issued_apparatus
from concordat.compose.stand_ins import stand_ins
from concordat.diagnostics import Faults
from concordat.language.canonical import text_digest, with_schema
from concordat.model.register import Authority, Line, State
from concordat.model.tree import Agreement
from concordat.project.authority import authority_named, records_of
from concordat.project.checklist import checklist
from concordat.project.composed import Composed
from concordat.project.control import control_group
from concordat.project.inputs import sources
from concordat.project.kept_house import house_bytes
from concordat.project.manifests import Making, issue_manifest
from concordat.project.numbered import Numbered, numbered, numbered_for_signature
from concordat.project.pool import Job, run
from concordat.project.read import Reading, read
from concordat.project.refusals import Judged, judge
from concordat.project.registers import held_by, register_folder, tree_of
from concordat.project.sealing import SEALED, SealKey, seal_of
from concordat.project.standing import signed_before
from concordat.project.views import Views
from concordat.store.steps import reached
from concordat.store.writing import Writer, writing
from concordat.versions.life import Register, latest_of
from concordat.versions.told import shown_day

KEPT = ("json", "md", "docx", "pdf")
"""The views of a version that are kept."""

Renderer = Callable[[Iterable[Job]], Iterable[tuple[str, Views]]]
"""Renders jobs and reads the views back; in worker processes where nothing else is said."""


@dataclass(frozen=True)
class Asked:
    """What was asked: an agreement, a state, the day, what to accept and why, and what else goes with it.

    `text_from` is the day from which the text is as its overlays make it; None for the text being drafted now.
    """

    name: str
    state: State
    on: date
    accept: Mapping[str, str] = field(default_factory=dict)
    authority: str = ""
    text_from: date | None = None
    seal: SealKey | None = None


@dataclass(frozen=True)
class Issued:
    """What an issue did: its line in the ledger, or None; the digest of the text; and all that was found."""

    line: Line | None
    text_digest: str
    faults: Faults


def in_workers(jobs: Iterable[Job]) -> Iterable[tuple[str, Views]]:
    """Render jobs in two worker processes."""
    return run(jobs, 2)


def issue(root: Path, asked: Asked, render: Renderer = in_workers) -> Issued:
    """Issue one agreement in a state, and keep it in the register of its footprint.

    Nothing is kept where anything refuses: an error, what `judge` names, a register that is not whole, a view that
    does not hold the words of the tree. The line in the ledger is written last, and is the commit.
    """
    reading = read(root, (asked.name,), on=asked.on, text_from=asked.text_from)
    composed = one_of(reading, asked.name)
    if composed is None or composed.agreement is None:
        return Issued(None, "", reading.faults)
    workspace, digest = reading.workspace, text_digest(composed.agreement)
    judged = judge(workspace, composed, asked.state, asked.accept, asked.on)
    faults = _found(composed, judged)
    authority = authority_named(workspace, composed.path, asked.authority, "agree-changes", asked.on, faults)
    house = house_bytes(root, workspace, faults)
    if faults.errors:
        return Issued(None, digest, faults)
    path = composed.path
    with writing(register_folder(root, path), f"issue {path}", faults) as writer:
        held = held_by(writer.register, faults) if writer is not None else None
        if writer is None or held is None:
            return Issued(None, digest, faults)
        number = _numbered(writer, held, composed, asked, digest, authority, faults)
        if number is None:
            return Issued(None, digest, faults)
        making = Making(
            workspace, composed, asked.state, asked.on, digest, number, judged.accepted, authority
        )
        files = _made(making, held, house, render, faults)
        seal = None
        if asked.seal is not None and not faults.errors:
            sealed = seal_of(files["agreement.pdf"], asked.seal, making.named, faults)
            if sealed is not None:
                files[SEALED], seal = sealed
        reached("rendered")
        if faults.errors:
            return Issued(None, digest, faults)
        manifest = issue_manifest(making, files, house, seal)
        return Issued(writer.commit(manifest, files, house), digest, faults)


def one_of(reading: Reading, name: str) -> Composed | None:
    """The one agreement that a name means; None, and a fault, where it means none or several."""
    if reading.unreadable or reading.workspace.house is None:
        return None
    if len(reading.agreements) != 1:
        if reading.agreements:
            message = (
                f"“{name}” names {len(reading.agreements)} agreements, and each has a register of its own"
            )
            reading.faults.add("agreement-unknown", None, message, "name one: `concordat list`")
        return None
    [found] = reading.agreements
    if found.version:
        message = f"“{name}” is a version already, and what is issued is the workspace’s own text"
        reading.faults.add("agreement-unknown", None, message, f"name {name.partition('@')[0]} alone")
        return None
    return found


def _found(composed: Composed, judged: Judged) -> Faults:
    """What is told of an issue: what refuses it, and the warnings; what was accepted is told on the copy."""
    faults = Faults()
    faults.extend(judged.refused)
    faults.extend(composed.warnings)
    return faults


def _numbered(
    writer: Writer, held: Register, composed: Composed, asked: Asked, digest: str, authority: Authority | None,
    faults: Faults,
) -> Numbered | None:  # fmt: skip
    assert composed.agreement is not None
    if asked.state is not State.FOR_SIGNATURE:
        return numbered(held, composed.path, digest, asked.state, faults)
    return numbered_for_signature(
        held, composed.path, composed.agreement, digest,
        lambda version: tree_of(writer.register, version.last, faults), authority, faults,
    )  # fmt: skip


def _made(
    making: Making, held: Register, house: Mapping[str, bytes], render: Renderer, faults: Faults
) -> dict[str, bytes]:
    """The files of the copy: its views, what its PDF was made from, and for signature the check-list."""
    shown = making.house
    tree = _tree(making, held)
    attachment = sources(making.workspace, making.composed.selected, tree)
    jobs = [Job(tree.path, tree, shown, attachment)]
    if making.state is State.FOR_SIGNATURE:
        approved = latest_of(held.of(tree.path), State.APPROVED)
        family = signed_before(making.workspace, tree.path)
        form = checklist(
            tree,
            shown,
            making.digest,
            held,
            approved,
            records_of(making.workspace, tree.path, "sign"),
            family,
        )
        jobs.append(Job(_CHECKLIST, form, shown.paper or shown, b"{}"))
    files = {"sources.json": attachment}
    for path, views in render(jobs):
        faults.extend(views.found)
        kept = ("docx", "pdf") if path == _CHECKLIST else KEPT
        name = _CHECKLIST if path == _CHECKLIST else "agreement"
        files |= {f"{name}.{ending}": views.files[ending] for ending in kept if ending in views.files}
    return files


_CHECKLIST = "check-list"


def _tree(making: Making, held: Register) -> Agreement:
    """The tree of the copy: that of the agreement, with the apparatus of this version."""
    composed, tree, house = making.composed, making.composed.agreement, making.house
    assert tree is not None
    committee = making.workspace.committees[composed.path.split("/")[0]]
    day = making.on.isoformat()
    said = {
        "version": str(making.number.number),
        "date": shown_day(day),
        "digest": making.digest,
        "title": tree.title,
    }
    control = control_group(
        held, composed, house, (said["version"], making.state, day), making.stated, making.accepted
    )
    places = stand_ins(tree.groups)
    apparatus = issued_apparatus(
        house, making.state, said, control, example=committee.example, stand_ins=places
    )
    return with_schema(replace(tree, apparatus=apparatus))
