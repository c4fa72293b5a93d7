"""`concordat verify`: that registers are as they were written, and that what they keep can be made again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.language.canonical import from_canonical, text_digest, to_canonical, tree_digest
from concordat.language.english import join_names
from concordat.model.library import House
from concordat.model.register import Issue, Line, MadeWith
from concordat.model.tree import Agreement
from concordat.project.issue import KEPT, Renderer, in_workers
from concordat.project.kept_house import read_kept_house
from concordat.project.made_with import made_with
from concordat.project.pool import Job
from concordat.project.registers import TREE, footprints, held_by, register_folder
from concordat.project.sealing import SEALED, judge_seal
from concordat.project.versions_named import meant, split_at
from concordat.project.views import Views, compare_views
from concordat.store.audit import audit
from concordat.store.register import Register, read_file
from concordat.versions.life import Register as Held


@dataclass(frozen=True)
class Verified:
    """What was found of one footprint: its head, how many lines were gone through, and what is to be noted.

    `again` counts the copies that were made again, and `same` those of which every byte came out the same.
    """

    footprint: str
    head: str
    lines: int
    again: int
    same: int
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Verification:
    """What a run of verify did, and all that was found."""

    found: tuple[Verified, ...]
    faults: Faults = field(default_factory=Faults)


def verify(
    root: Path, names: Iterable[str], *, fast: bool, expect_head: str = "", render: Renderer = in_workers
) -> Verification:
    """Verify the registers of the footprints or agreements named; every register where none is named.

    `fast` looks at digests alone. Otherwise each issued copy is made again from its tree, with the house that it was
    made with: the bytes must be the same. Where they are not and it was made with another version of something, the
    words are compared instead, and it is said. `expect_head` is a digest that the ledger must hold.
    """
    faults, found = Faults(), []
    wanted = [split_at(name) for name in names]
    every = footprints(root)
    for path, _ in wanted:
        if path.split("/")[0] not in every:
            faults.add(
                "version-unknown",
                None,
                f"there is no register for “{path}”",
                "`concordat history` tells which there are",
            )
    chosen = sorted({path.split("/")[0] for path, _ in wanted} & set(every)) if wanted else every
    if expect_head and len(chosen) != 1:
        faults.add(
            "record-incomplete",
            None,
            "--expect-head is of one register, and several are named",
            "name one footprint",
        )
        return Verification((), faults)
    for footprint in chosen:
        audited = audit(register_folder(root, footprint), expect_head or None)
        faults.extend(audited.faults)
        again = same = 0
        mine = [one for one in wanted if one[0].split("/")[0] == footprint]
        if not fast and not audited.faults:
            again, same = _again(root, footprint, audited.register, mine, render, faults)
        found.append(Verified(footprint, audited.head, audited.lines, again, same, audited.notes))
    return Verification(tuple(found), faults)


def _again(
    root: Path, footprint: str, kept: Register, wanted: list[tuple[str, str]], render: Renderer, faults: Faults
) -> tuple[int, int]:  # fmt: skip
    """Make the copies of a register again; how many there were, and how many came out the same byte for byte."""
    held = held_by(kept, faults)
    if held is None:
        return 0, 0
    houses: dict[str, House | None] = {}
    jobs: dict[str, tuple[Line, Issue, Job]] = {}
    for line in _asked(held, wanted, faults):
        issue = held.manifests[line.folder].issue
        job = _job(root, footprint, kept, line, issue, houses, faults) if issue is not None else None
        if issue is not None and job is not None:
            jobs[line.folder] = line, issue, job
    same = 0
    for path, views in render(job for _, _, job in jobs.values()):
        line, issue, job = jobs[path]
        same += _compare(kept, line, issue, job.agreement, views, faults)
    return len(jobs), same


def _asked(held: Held, wanted: list[tuple[str, str]], faults: Faults) -> Iterator[Line]:
    """The lines of what was named: of a footprint, of an agreement, or of one version of it."""
    named: list[tuple[str, str]] = []
    for path, at in wanted:
        one = meant(held, path, at, faults) if at else None
        if one is not None:
            named.append((one.version.agreement, str(one.version.number)))
        elif not at:
            named.append((path, ""))
            if not any(_below(line, path) for line in held.lines):
                faults.add(
                    "version-unknown",
                    None,
                    f"nothing of “{path}” has been issued",
                    "`concordat history` tells what has",
                )
    for line in held.lines:
        if not wanted or any(_below(line, path) and at in ("", line.version) for path, at in named):
            yield line


def _below(line: Line, path: str) -> bool:
    return f"{line.agreement}/".startswith(f"{path}/")


def _job(
    root: Path, footprint: str, kept: Register, line: Line, issue: Issue, houses: dict[str, House | None], faults: Faults
) -> Job | None:  # fmt: skip
    """The copy to be made again, from its tree; None, and a fault, where the tree is not what its manifest says."""
    data, attachment = read_file(kept, line, TREE, faults), read_file(kept, line, "sources.json", faults)
    if data is None or attachment is None:
        return None
    if issue.house not in houses:
        houses[issue.house] = read_kept_house(register_folder(root, footprint), issue.house, faults)
    house = houses[issue.house]
    try:
        tree = from_canonical(data)
    except ValueError as problem:
        _damaged(faults, line, f"its tree cannot be read: {problem}")
        return None
    if (
        to_canonical(tree) != data
        or text_digest(tree) != issue.text_digest
        or tree_digest(tree) != issue.tree_digest
    ):
        _damaged(faults, line, "its tree does not have the digests that its manifest gives")
        return None
    return Job(line.folder, tree, house, attachment) if house is not None else None


def _compare(kept: Register, line: Line, issue: Issue, tree: Agreement, views: Views, faults: Faults) -> bool:
    """Compare a copy with what was made again from its tree; whether every byte is the same."""
    found, before = Faults(), {}
    for ending in KEPT:
        data = read_file(kept, line, f"agreement.{ending}", faults)
        before[ending] = data or b""
    unlike = [ending for ending in KEPT if views.files.get(ending) != before[ending]]
    _sealed(kept, line, issue, before["pdf"], faults)
    if not unlike:
        return True
    faults.extend(views.found)
    differs = what_differs(issue.made_with, made_with())
    if not differs or not views.files:
        names = ", ".join(f"agreement.{ending}" for ending in unlike)
        _damaged(faults, line, f"{names}: made again from its tree, it is not the same")
        return False
    compare_views(tree, before, found)
    for one in found.found:
        _damaged(faults, line, one.message)
    if not found.errors:
        faults.add("made-with-another", None, f"{line.folder} was made with {differs}; its words are those of its tree",
                   "nothing is amiss: its bytes are vouched for by their digests", agreement=line.agreement)  # fmt: skip
    return False


def _sealed(kept: Register, line: Line, issue: Issue, pdf: bytes, faults: Faults) -> None:
    """A seal must be whole, of the certificate that the manifest names, and over the bytes that were issued."""
    if issue.seal is not None:
        data = read_file(kept, line, SEALED, faults)
        if data is not None:
            judge_seal(data, pdf, issue.seal, f"{line.folder}/{SEALED}", faults)


def _damaged(faults: Faults, line: Line, what: str) -> None:
    hint = "restore the folder from a copy of the register, or report it: the ledger still vouches for the digests"
    faults.add(
        "register-damaged",
        None,
        f"line {line.sequence}, {line.folder}: {what}",
        hint,
        agreement=line.agreement,
    )


def what_differs(before: MadeWith, now: MadeWith) -> str:
    """What made a version and is another now, in words; empty where nothing is."""
    pairs: list[tuple[str, str | None, str | None]] = [("another Concordat", before.source, now.source)]
    for mine, other in ((before.libraries, now.libraries), (before.system, now.system)):
        pairs += [
            (f"{name} {mine.get(name, 'missing')}", mine.get(name), other.get(name))
            for name in sorted({*mine, *other})
        ]
    return join_names([what for what, one, other in pairs if one != other])
