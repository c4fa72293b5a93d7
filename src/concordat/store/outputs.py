"""The outputs of an agreement under build/: written whole, and never over what someone edited.

`build/<agreement>/.written.json` holds the SHA-256 of each file as last written. A file that is no longer what was
written, and is not what is to be written either, is somebody's work: it is set aside under its own name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.store.files import write_whole

WRITTEN = ".written.json"


@dataclass(frozen=True)
class Written:
    """What was written and what was set aside, as paths."""

    files: tuple[Path, ...]
    set_aside: tuple[Path, ...]


def write_outputs(folder: Path, files: Mapping[str, bytes], faults: Faults, shown: str) -> Written:
    """Write the files of one agreement into its folder.

    `shown` is the folder's path as messages name it. An output that cannot be written is a fault
    (output-not-writable); what was there before is then as it was.
    """
    before = _written_before(folder)
    written: list[Path] = []
    aside: list[Path] = []
    digests = dict(before)
    for name, data in sorted(files.items()):
        path = folder / name
        try:
            moved = _set_aside(path, data, before.get(name))
            write_whole(path, data)
        except OSError as problem:
            faults.add(
                "output-not-writable",
                None,
                f"{shown}/{name} could not be written: {_reason(problem)}",
                "close it if it is open in Word, free some space, or mend the folder's permissions, then build again",
            )
            continue
        if moved is not None:
            aside.append(moved)
            faults.add(
                "set-aside",
                None,
                f"{shown}/{name} had been edited since it was written; it is kept as {moved.name}",
                "take what you need from it into clauses/ or the instructions: edits made in an output do not come back",
            )
        written.append(path)
        digests[name] = _digest(data)
    try:
        if written:
            write_whole(folder / WRITTEN, json.dumps(digests, indent=1, sort_keys=True).encode() + b"\n")
    except OSError as problem:
        faults.add("output-not-writable", None, f"{shown}/{WRITTEN} could not be written: {_reason(problem)}")
    return Written(tuple(written), tuple(aside))


def _reason(problem: OSError) -> str:
    return problem.strerror or type(problem).__name__


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _written_before(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / WRITTEN).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def _set_aside(path: Path, data: bytes, last: str | None) -> Path | None:
    """Move the file at `path` aside if someone edited it; the name that it now has, or None."""
    try:
        present = path.read_bytes()
    except FileNotFoundError:
        return None
    if present == data or _digest(present) == last:
        return None
    kept = path.with_name(f"{path.stem}-edited-{_digest(present)[:8]}{path.suffix}")
    path.replace(kept)
    return kept
