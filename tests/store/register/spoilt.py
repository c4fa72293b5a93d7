"""A small register spoilt in one way or another."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable
from pathlib import Path

import rfc8785

from concordat.diagnostics import Diagnostic, Faults
from concordat.model.register import State
from concordat.store.digests import digest_of
from concordat.store.register import read_register
from store.register.small import LENDING, NEXT, SMALL, issued, put

EARLIER = issued(LENDING, "0.2", State.DRAFT, "2026-04-01")
"""A draft of a day before the last of the small register."""


def written(folder: Path) -> Path:
    """The small register in a folder; its own."""
    register = folder / "agreements/valley/register"
    assert all(put(register, SMALL))
    return register


def refused(folder: Path) -> Iterable[Diagnostic]:
    """What a writer is told that may not write."""
    faults = Faults()
    assert put(folder, [NEXT], faults) == [None]
    return faults.found


def cut(folder: Path, count: int) -> None:
    """Take bytes off the end of the ledger."""
    path = folder / "ledger.jsonl"
    path.write_bytes(path.read_bytes()[:-count])


def cut_line(folder: Path) -> None:
    """Take the last line off the ledger."""
    cut(folder, len((folder / "ledger.jsonl").read_bytes().splitlines(keepends=True)[-1]))


def lock(folder: Path, **owner: object) -> bytes:
    """Leave a lock: of this process, on this machine, unless told otherwise."""
    whole = {
        "process": os.getpid(),
        "host": platform.node(),
        "command": "issue valley",
        "started": "",
        **owner,
    }
    (folder / ".lock").write_text(json.dumps(whole))
    return (folder / ".lock").read_bytes()


def add_newer(folder: Path, /, **changes: object) -> str:
    """Add a line of a higher shape, with a manifest of one; its folder."""
    last = read_register(folder).ledger.every[-1]
    within = f"sharing-2024/9.{last.sequence}/draft"
    record = b'{"files":{"a.md":{"sha256":"%s"}},"kind":"new","schema":2}\n' % digest_of(b"words").encode()
    (folder / within).mkdir(parents=True)
    (folder / within / "manifest.json").write_bytes(record)
    (folder / within / "a.md").write_bytes(b"words")
    plain = {
        "before": last.digest,
        "folder": within,
        "kind": "new",
        "manifest": digest_of(record),
        "schema": 2,
    }
    plain |= {"sequence": last.sequence + 1, **changes}
    line = rfc8785.dumps({**plain, "digest": digest_of(rfc8785.dumps(plain))})
    with (folder / "ledger.jsonl").open("ab") as stream:
        stream.write(line + b"\n")
    return within
