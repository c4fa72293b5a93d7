"""The outputs of an agreement under build/: written whole, and never over what someone edited.

`build/<agreement>/.written.json` holds the SHA-256 of each file as last written. A file that is no longer what was
written, and is not what is to be written either, is somebody's work: it is set aside under its own name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.store.files import put, stage, write_whole

WRITTEN = ".written.json"
_HINT = "close it if it is open in Word, free some space, or mend the folder's permissions, then build again"


@dataclass(frozen=True)
class Written:
    """What now stands as it was to be written, and what was set aside, as paths."""

    files: tuple[Path, ...]
    set_aside: tuple[Path, ...]


def write_outputs(folder: Path, files: Mapping[str, bytes], faults: Faults, shown: str) -> Written:
    """Write the files of one agreement into its folder.

    `shown` is the folder's path as messages name it. All are written under temporary names first: where one of
    them cannot be (a full disk), all stay as they were. An output that cannot be written is a fault
    (output-not-writable); what was there before is then as it was.
    """
    before = _written_before(folder)
    present: dict[str, bytes | None] = {}
    staged: dict[str, Path] = {}
    done: dict[str, str] = {}
    aside: list[Path] = []
    name = WRITTEN
    try:
        for name, data in sorted(files.items()):
            present[name] = _read(folder / name)
            if present[name] != data:
                staged[name] = stage(folder / name, data)
            else:
                done[name] = _digest(data)
        for name in sorted(staged):
            kept = _put(
                staged.pop(name), folder / name, present[name], before.get(name), faults, f"{shown}/{name}"
            )
            if kept is not None:
                aside.append(kept)
            if _read(folder / name) == files[name]:
                done[name] = _digest(files[name])
    except OSError as problem:
        _not_writable(faults, f"{shown}/{name}", problem)
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)
        _remember(folder, before, done, faults, shown)
    return Written(tuple(folder / name for name in sorted(done)), tuple(aside))


def _put(
    temporary: Path, path: Path, present: bytes | None, last: str | None, faults: Faults, shown: str
) -> Path | None:
    """Give a staged output its name; where someone edited what stands there, the name under which that is kept."""
    kept, made = None, False
    try:
        if present is not None and _digest(present) != last:
            kept, made = _keep(path, present)
        put(temporary, path)
    except BaseException as problem:
        temporary.unlink(missing_ok=True)
        if kept is not None and made and _read(path) == present:
            kept.unlink(missing_ok=True)  # it still stands under its own name
            kept = None
        if not isinstance(problem, OSError):
            raise
        _not_writable(faults, shown, problem)
    if kept is not None:
        faults.add(
            "set-aside",
            None,
            f"{shown} had been edited since it was written; it is kept as {kept.name}",
            "take what you need from it into clauses/ or the instructions: edits made in an output do not come back",
        )
    return kept


def _keep(path: Path, present: bytes) -> tuple[Path, bool]:
    """Keep what someone made of an output under a name that nothing else has; the name, and whether it is new."""
    stem = f"{path.stem}-edited-{_digest(present)[:8]}"
    for number in count(1):
        kept = path.with_name(f"{stem}{path.suffix}" if number == 1 else f"{stem}-{number}{path.suffix}")
        there = _read(kept)
        if there is None:
            write_whole(kept, present)
            return kept, True
        if there == present:
            return kept, False
    raise AssertionError("count ends")


def _remember(
    folder: Path, before: Mapping[str, str], done: Mapping[str, str], faults: Faults, shown: str
) -> None:
    """Write the digests of what was written, also where the run is being stopped."""
    digests = {**before, **done}
    if digests == before:
        return
    try:
        write_whole(folder / WRITTEN, json.dumps(digests, indent=1, sort_keys=True).encode() + b"\n")
    except OSError as problem:
        _not_writable(faults, f"{shown}/{WRITTEN}", problem)


def _not_writable(faults: Faults, shown: str, problem: OSError) -> None:
    reason = problem.strerror or type(problem).__name__
    faults.add("output-not-writable", None, f"{shown} could not be written: {reason}", _HINT)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _written_before(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / WRITTEN).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}
