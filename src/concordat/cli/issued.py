"""`concordat issue`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from concordat.cli.place import workspace
from concordat.cli.recorded import shown_line
from concordat.cli.run import UNREADABLE, report, say
from concordat.diagnostics import Faults
from concordat.model.register import State
from concordat.project.issue import Asked, issue
from concordat.project.refusals import accepted_of
from concordat.project.sealing import SealKey, read_key
from concordat.project.sources import source_texts
from concordat.versions.life import ISSUED


@dataclass(frozen=True)
class Key:
    """The files of a key to seal with: its own, and that of its passphrase."""

    file: Path
    passphrase: Path | None


def run(
    given: Path | None, name: str, state: str, on: date, accept: list[tuple[str, str]], authority: str,
    text_from: date | None, key: Key | None, *, as_json: bool,
) -> int:  # fmt: skip
    """Issue a version and print its line, or what refuses it; the exit code."""
    states = {one.slug: one for one in ISSUED}
    if state not in states:
        print(f"--state {state}: write {', '.join(states)}", file=sys.stderr)
        return UNREADABLE
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, as_json)
    accepted, seal = accepted_of(accept, faults), _key(key, faults)
    if faults.errors:
        return report(faults.found, {}, as_json)
    made = issue(root, Asked(name, states[state], on, accepted, authority, text_from, seal))
    if as_json:
        line = asdict(made.line) if made.line is not None else None
        say(json.dumps({"line": line, "text_digest": made.text_digest}, indent=1))
    code = report(made.faults.found, source_texts(root, made.faults), all_warnings=False)
    if made.line is not None and not as_json:
        say(shown_line(made.line, _told(states[state])))
        say(f"  text digest (SHA-256): {made.text_digest}")
    return code


def _told(state: State) -> str:
    return "issued as a draft" if state is State.DRAFT else f"issued {state.value}"


def _key(key: Key | None, faults: Faults) -> SealKey | None:
    return read_key(key.file, key.passphrase, datetime.now(UTC), faults) if key is not None else None
