"""Putting one event into a register, step by step, and taking it back where a step fails (docs/register.md)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.model.register import Line
from concordat.store.digests import house_digest, kept_files
from concordat.store.disk import (
    NotSynced,
    append,
    make_folders,
    move,
    remove_folders,
    sync_folder,
    write_file,
)
from concordat.store.files import temporary_name
from concordat.store.ledger import LEDGER
from concordat.store.leftover import HOUSE
from concordat.store.records import line_bytes
from concordat.store.register import Register, read_kept
from concordat.store.steps import reached

SPACE = "free some space, or mend the folder's permissions, then give the command again"
"""How a disk that takes nothing is cured."""

REPAIR = "give `concordat repair`: it sets aside what the run left; then give the command again"
"""How what a run left is cured."""


class Placing:
    """The writing of one event."""

    def __init__(self, register: Register, line: Line, faults: Faults) -> None:
        """The register under its lock, the line that is to be added, and where faults go."""
        self._register, self._line, self._faults = register, line, faults
        self._above: list[Path] = []  # folders that were made to hold others, highest first
        self._folders: list[
            tuple[Path, Path]
        ] = []  # temporary name and name of each folder that is put there
        self._moving: set[Path] = set()

    def write(self, files: Mapping[str, bytes], house: Mapping[str, bytes] | None) -> bool:
        """All steps in order; whether the event was recorded and the disk holds it, with the fault added where not.

        Raises what stops the run (Ctrl-C); the event has then happened, or what was made for it is taken back.
        """
        root, final = self._register.folder, self._register.folder / self._line.folder
        try:
            temporary = self._stage(final, files)
            reached("staged")
            if house is not None and not self._house(house):
                self._take_back()
                return False
            reached("housed")
            self._place(temporary, final)
            reached("placed")
            append(root / LEDGER, line_bytes(self._line))
            reached("appended")
            sync_folder(root)
            reached("committed")
        except BaseException as problem:
            self._settle(problem)
            if not isinstance(problem, OSError):
                raise
            return False
        return True

    def _stage(self, final: Path, files: Mapping[str, bytes]) -> Path:
        """Write files into a folder with a temporary name beside its last one."""
        self._above += make_folders(final.parent)
        temporary = temporary_name(final)
        self._folders.append((temporary, final))
        make_folders(temporary)
        for name, data in sorted(files.items()):
            make_folders((temporary / name).parent)
            write_file(temporary / name, data, new=True)
        for folder in {(temporary / name).parent for name in files}:
            sync_folder(folder)
        return temporary

    def _house(self, house: Mapping[str, bytes]) -> bool:
        """Put the house into its folder; where it is there, compare it. False where it is another than its name says."""
        kept = kept_files(house)
        digest = house_digest(kept)
        final = self._register.folder / HOUSE / digest
        if not final.exists():
            self._place(self._stage(final, house), final)
            return True
        before = len(self._faults.found)
        for name, file in kept.items():
            kept_as = f"{HOUSE}/{digest}/{name}"
            read_kept(self._register, kept_as, file.sha256, "the digest of the house", self._faults)
        return len(self._faults.found) == before

    def _place(self, temporary: Path, final: Path) -> None:
        self._moving.add(final)
        move(temporary, final)

    def _settle(self, problem: BaseException) -> None:
        """After a step failed: see whether the event has happened, take back what was made where not, and say so."""
        shown, ours = self._register.shown, line_bytes(self._line)
        try:
            ledger = (self._register.folder / LEDGER).read_bytes()
        except FileNotFoundError:
            ledger = b""
        except OSError:
            ledger = ours  # better something left over than a line without its folder
        happened = ledger.endswith(ours)
        unsure = isinstance(problem, NotSynced)
        if not happened and not unsure:
            self._take_back()
        if not isinstance(problem, OSError):
            return
        what = f"the register {shown} could not be written: {reason(problem)}"
        if happened:
            state, hint = (
                f"line {self._line.sequence} stands in its ledger all the same, but may not outlive a power cut",
                "give `concordat verify --fast` once the disk is sound, before you rely on it",
            )
        else:
            state, hint = f"nothing was recorded; {self._register.stands}", REPAIR if unsure else SPACE
        self._faults.add("output-not-writable", None, f"{what}; {state}", hint)

    def _take_back(self) -> None:
        """Take away what was made for an event that has not happened; no line names it. What resists is left over."""
        for temporary, final in reversed(self._folders):
            with suppress(OSError):
                if final in self._moving and not os.path.lexists(temporary):
                    os.rename(final, temporary)  # so that half of it has a temporary name
                shutil.rmtree(temporary)
        with suppress(OSError):
            ledger = self._register.folder / LEDGER
            if not self._register.ledger.data and not ledger.stat().st_size:
                ledger.unlink()
        remove_folders(self._above)


def reason(problem: OSError) -> str:
    """Why the system refused, in its words."""
    return problem.strerror or type(problem).__name__
