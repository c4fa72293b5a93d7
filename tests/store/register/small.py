"""A small register of invented agreements: what its events hold, and how they are written and looked at."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.model.register import (
    Approval,
    Ending,
    Event,
    Issue,
    Line,
    MadeWith,
    Manifest,
    PartyOf,
    Signing,
    State,
)
from concordat.store.digests import digest_of, house_digest, kept_files
from concordat.store.register import read_register
from concordat.store.writing import writing

HOUSE = {"house.yaml": b"font: Plain\nsize: 11\n", "fonts/Plain-Regular.ttf": b"\0\1font\r\n" * 9}
SHARING, LENDING = "valley/sharing-2024", "valley/lending-2024/hill"


@dataclass(frozen=True)
class Planned:
    """An event that may be written."""

    manifest: Manifest
    files: Mapping[str, bytes]
    house: Mapping[str, bytes] | None = None


def issued(
    agreement: str, version: str, state: State, day: str = "2026-03-01", house: Mapping[str, bytes] = HOUSE
) -> Planned:
    """A version with its views."""
    words = f"{agreement} {version}\nHill must keep the Records safe.\n".encode()
    files = {
        "agreement.json": b'{"is":"agreement"}',
        "agreement.md": words,
        "agreement.pdf": b"%PDF\r\n" + words,
    }
    kept = kept_files(house)
    issue = Issue(
        title="Sharing",
        committee="Valley",
        precedent="sharing",
        text_from="",
        overlays=(),
        restates="",
        text_digest=digest_of(words),
        tree_digest=digest_of(b"tree" + words),
        house=house_digest(kept),
        house_files=kept,
        inputs={"clauses/care.md": digest_of(b"care")},
        made_with=MadeWith("none", {"lxml": "6.1.3"}, {}),
        parties=(PartyOf("hill", "Hill Library", "Hill"),),
        execution="under hand",
    )
    manifest = Manifest(Event.ISSUED, agreement, version, state, day, kept_files(files), issue=issue)
    return Planned(manifest, files, house)


def approved(agreement: str, version: str, party: str, state: State, day: str = "2026-03-02") -> Planned:
    """One party's approval."""
    approval = Approval(party, "Board", day, "7", "12/2026", digest_of(b"words"), digest_of(b"manifest"))
    manifest = Manifest(Event.APPROVED, agreement, version, state, day, {}, approval=approval)
    return Planned(manifest, {})


def signed(agreement: str, version: str, party: str, state: State, day: str = "2026-03-03") -> Planned:
    """One party's signature, with the file that was signed."""
    files = {"signed.pdf": f"%PDF {agreement} signed for {party}\n".encode()}
    signing = Signing(
        party, "A. Reader", "Chair", day, digest_of(b"m"), digest_of(b"words"), "1", file="signed.pdf"
    )
    manifest = Manifest(Event.SIGNED, agreement, version, state, day, kept_files(files), signing=signing)
    return Planned(manifest, files)


def ended(agreement: str, version: str, day: str = "2027-03-31") -> Planned:
    """The end of an agreement."""
    manifest = Manifest(
        Event.ENDED, agreement, version, State.ENDED, day, {}, ending=Ending(day, "It ran out.")
    )
    return Planned(manifest, {})


SMALL = (
    issued(SHARING, "0.1", State.DRAFT),
    issued(LENDING, "0.1", State.DRAFT, house={**HOUSE, "house.yaml": b"font: Plain\nsize: 12\n"}),
    issued(SHARING, "1.0", State.FOR_APPROVAL, "2026-03-02"),
    approved(SHARING, "1.0", "hill", State.APPROVED),
    signed(SHARING, "1.0", "hill", State.SIGNED),
    ended(SHARING, "1.0"),
)
NEXT = issued(LENDING, "0.2", State.DRAFT, "2027-04-01", house={"house.yaml": b"font: Plain\nsize: 13\n"})
"""The event that most tests write after the small register: it makes a house too."""


def put(folder: Path, events: Iterable[Planned], faults: Faults | None = None) -> list[Line | None]:
    """Write events one after another, each in a run of its own."""
    found = Faults() if faults is None else faults
    lines = []
    for event in events:
        with writing(folder, "issue valley", found) as register:
            lines.append(register.commit(event.manifest, event.files, event.house) if register else None)
    return lines


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of a register, by its path."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def named(folder: Path) -> dict[str, bytes]:
    """The files of the folders that lines name."""
    lines = read_register(folder).lines
    within = tuple(f"{line.folder}/" for line in lines)
    return {name: data for name, data in everything(folder).items() if within and name.startswith(within)}


def in_child(action: Callable[[], object]) -> int:
    """Run something in a process of its own; the signal that ended it, or its exit code below nought where none did."""
    child = os.fork()
    if child == 0:
        try:
            action()
        except BaseException:
            os._exit(99)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else -os.WEXITSTATUS(status)


def die(*_: object) -> None:
    """End this process at once, as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)
