"""Re-hashing a register: what `verify --fast` says. Every digest on the way from the head to the last file is made again."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from concordat.diagnostics import Diagnostic, Faults
from concordat.model.register import Line
from concordat.store.digests import NOUGHTS
from concordat.store.ledger import FROM_A_COPY, LEDGER
from concordat.store.leftover import HOUSE
from concordat.store.records import MANIFEST, digests_in
from concordat.store.register import Register, read_kept, read_register, torn, understand, vouching

_ADDED = "nobody may add to what stands in a register: move the file elsewhere"


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found: the register as read, how many lines were gone through, all that is wrong, in the order of the
    ledger, and notes in words (what is left over, that the register has grown since `expect_head`)."""

    register: Register
    lines: int
    faults: tuple[Diagnostic, ...]
    notes: tuple[str, ...]

    @property
    def head(self) -> str:
        """The digest of the last line that holds: it vouches for all of the register."""
        return self.register.ledger.head

    @property
    def first(self) -> Diagnostic | None:
        """The first thing that is wrong."""
        return self.faults[0] if self.faults else None


def audit(folder: Path, expect_head: str | None = None, agreements: Collection[str] | None = None) -> Audit:
    """Hash again what the ledger of a register vouches for: manifests, the files beside them, the houses.

    `expect_head` is a digest that is known from elsewhere; with `agreements` the files of those alone are hashed, the
    ledger always. Raises nothing. Takes time and reads in proportion to lines and bytes.
    """
    register = read_register(folder)
    faults, houses, newer = Faults(), set[str](), list[int]()
    for line in register.lines:
        if (agreements is None or line.agreement in agreements) and not _line(register, line, houses, faults):
            newer.append(line.sequence)
    for beyond in register.ledger.newer:
        newer.append(beyond.sequence)
        if beyond.folder:
            vouched = f"line {beyond.sequence} of the ledger"
            record = f"{beyond.folder}/{MANIFEST}"
            data = read_kept(register, record, beyond.manifest, vouched, faults)
            if data is not None:
                _by_digests(register, beyond.folder, data, vouched, faults)
    faults.extend(d for d in register.faults if d.code != "register-newer")
    if register.ledger.fault is None and register.ledger.torn:
        message = f"{torn(register)}; {register.stands}"
        faults.add(
            "register-torn",
            None,
            message,
            "give `concordat repair`: it sets half a line aside, and ends a whole one",
        )
    notes = register.notes
    if expect_head is not None:
        notes += _expected(register, expect_head, faults)
    if newer:
        lines = ", ".join(map(str, newer[:5])) + (" and more" if len(newer) > 5 else "")
        notes += (
            f"a newer Concordat wrote what lines {lines} of the ledger name: their digests alone were compared",
        )
    gone_through = len(register.ledger.every)
    return Audit(register, gone_through, tuple(faults.found), notes)


def _line(register: Register, line: Line, houses: set[str], faults: Faults) -> bool:
    """One line: its manifest, the files of its folder, and its house unless a line before it had the same.

    False where the manifest is of a newer Concordat: its digests are then compared as far as they are understood.
    """
    vouched = vouching(line)
    data = read_kept(register, f"{line.folder}/{MANIFEST}", line.manifest, vouched, faults)
    if data is None:
        return True
    own = Faults()
    manifest = understand(register, line, data, own)
    if any(one.code == "register-newer" for one in own.found):
        _by_digests(register, line.folder, data, vouched, faults)
        return False
    faults.extend(own.found)
    if manifest is None:
        return True
    kept = {name: file.sha256 for name, file in manifest.files.items()}
    _files(register, line.folder, kept, vouched, faults, beside=MANIFEST)
    issue = manifest.issue
    if issue is not None and issue.house not in houses:
        houses.add(issue.house)
        kept = {name: file.sha256 for name, file in issue.house_files.items()}
        _files(register, f"{HOUSE}/{issue.house}", kept, vouched, faults)
    return True


def _by_digests(register: Register, folder: str, data: bytes, vouched: str, faults: Faults) -> None:
    """The files that a manifest of a newer Concordat lists, where it lists them as this one would."""
    for name, digest in sorted(digests_in(data).items()):
        read_kept(register, f"{folder}/{name}", digest, vouched, faults)


def _files(
    register: Register, folder: str, kept: Mapping[str, str], vouched: str, faults: Faults, beside: str = ""
) -> None:
    """The files of a folder against their digests by name; no other may be there but the one `beside` them."""
    for name, digest in sorted(kept.items()):
        read_kept(register, f"{folder}/{name}", digest, vouched, faults)
    for name in sorted(_there(register.folder / folder, "")):
        if name not in kept and name != beside:
            message = f"{register.shown}/{folder}/{name} was added: {vouched} does not vouch for it"
            faults.add("register-damaged", None, message, _ADDED)


def _there(folder: Path, within: str) -> Iterator[str]:
    """The files below a folder, whatever they are, with `/`."""
    try:
        with os.scandir(folder / within) as entries:
            found = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    except OSError:
        return
    for last, is_folder in found:
        name = f"{within}/{last}" if within else last
        if is_folder:
            yield from _there(folder, name)
        else:
            yield name


def _expected(register: Register, expected: str, faults: Faults) -> tuple[str, ...]:
    """Add register-head where no line has the digest that was expected; a note where lines came after it."""
    digests = [NOUGHTS, *(line.digest for line in register.ledger.every)]
    shown = f"{register.shown}/{LEDGER}"
    if expected == digests[-1]:
        return ()
    if expected in digests:
        after = len(digests) - digests.index(expected) - 1
        return (f"since the digest that was expected the ledger {shown} has grown by {after} events",)
    message = (
        f"no line of the ledger {shown} has the digest {expected} that was expected: lines may have been cut off its end;"
        f" {register.stands}, with the digest {register.ledger.head}"
    )
    faults.add(
        "register-head",
        None,
        message,
        f"compare the digest with where it was written down; else {FROM_A_COPY}",
    )
    return ()
