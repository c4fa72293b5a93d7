"""`concordat repair`: what a stopped run left in a register is set aside; nothing is deleted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.language.nearest import did_you_mean
from concordat.project.registers import footprints, register_folder
from concordat.project.versions_named import split_at
from concordat.store.repair import repair as repair_register


def repair(root: Path, names: Iterable[str]) -> tuple[tuple[str, ...], Faults]:
    """Repair the registers of the footprints named, or every one; each thing that was done, and all that was found."""
    faults, done = Faults(), list[str]()
    every = footprints(root)
    wanted = [split_at(name)[0].split("/")[0] for name in names]
    for name in wanted:
        if name not in every:
            hint = did_you_mean(name, every, "`concordat history` tells which there are")
            faults.add("version-unknown", None, f"there is no register for “{name}”", hint)
    for footprint in every:
        if footprint in wanted or not wanted:
            done += repair_register(register_folder(root, footprint), faults)
    return tuple(done), faults
