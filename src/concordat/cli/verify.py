"""`concordat verify`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from concordat.cli.place import workspace
from concordat.cli.run import report, say
from concordat.project.sources import source_texts
from concordat.project.verify import Verified, verify


def run(given: Path | None, names: list[str], fast: bool, expect_head: str, as_json: bool) -> int:
    """Verify registers, and print what was looked at and the first thing that is wrong; the exit code."""
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, as_json)
    made = verify(root, names, fast=fast, expect_head=expect_head)
    if as_json:
        say(json.dumps({"registers": [asdict(one) for one in made.found]}, indent=1))
    code = report(made.faults.found, source_texts(root, made.faults))
    if not as_json:
        for one in made.found:
            say(_told(one, fast, bool(made.faults.errors)))
        if not made.found and not made.faults.found:
            say("nothing has been issued in this workspace")
    return code


def _told(one: Verified, fast: bool, wrong: bool) -> str:
    looked = f"{one.footprint}: {one.lines} lines and what they name were gone through"
    if not fast:
        looked += f", {one.again} copies made again, {one.same} of them the same byte for byte"
    notes = "".join(f"\n  {note}" for note in one.notes)
    return f"{looked}{'' if wrong else '; all is as it was written'}\n  head of the ledger: {one.head}{notes}"
