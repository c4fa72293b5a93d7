"""`concordat list`."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from concordat.cli.place import workspace
from concordat.cli.run import report, say
from concordat.language.values import format_scalar
from concordat.project.listing import list_agreements
from concordat.project.sources import source_texts


def run(given: Path | None, uses: str | None, as_json: bool) -> int:
    """Print the agreements, or those that use something, and on standard error what is wrong; the exit code."""
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, as_json)
    found, problems = list_agreements(root, uses)
    if problems.errors and not found:
        return report(problems.found, source_texts(root, problems), as_json)
    if as_json:
        say(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    else:
        width = max((len(one.path) for one in found), default=0)
        for one in found:
            days = [format_scalar(date.fromisoformat(day)) for day in one.varied_from]
            varied = f" (varied from {', '.join(days)})" if days else ""
            say(f"{one.path:<{width}}  {one.title}: {one.of}{varied}")
    return report(problems.found, source_texts(root, problems))
