"""`concordat explain`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from concordat.cli.place import workspace
from concordat.cli.run import UNREADABLE, report, say
from concordat.diagnostics import CODES
from concordat.language.nearest import did_you_mean
from concordat.model.tree import Condition, Read
from concordat.project.explain import Explanation, explain
from concordat.project.pages import explain_code
from concordat.project.sources import source_texts

_NAME_A_CODE = "name a code as a message prints it in square brackets, or an agreement and a place"


def run(given: Path | None, what: str, place: str | None, as_json: bool) -> int:
    """Print why a place is in an agreement or is not, or what a code means; the exit code."""
    if place is None:
        page = explain_code(what)
        if page is not None:
            say(
                json.dumps({"code": what, "page": page}, ensure_ascii=False, indent=1)
                if as_json
                else page.rstrip()
            )
            return 0
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, as_json)
    if place is None:
        faults.add(
            "agreement-unknown",
            None,
            f"no message has the code “{what}”, and no place is named",
            did_you_mean(what, CODES, _NAME_A_CODE),
        )
        return report(faults.found, {}, as_json) or UNREADABLE
    found, problems = explain(root, what, place)
    if found is None:
        return report(problems.found, source_texts(root, problems), as_json)
    if as_json:
        say(json.dumps(asdict(found), ensure_ascii=False, indent=1, default=str))
    else:
        say("\n".join(_lines(found)))
    return 0


def _lines(found: Explanation) -> list[str]:
    lines = [f"{found.agreement}: {found.name} ({found.identity})"]
    if not found.present:
        lines.append("  is left out of this agreement")
    if found.words:
        lines.append(f"  words: {found.words}")
    if found.file is not None:
        lines.append(f"  library: {found.file}" + (f" in “{found.title}”" if found.title else ""))
    if found.wording:
        lines.append(f"  wording: {found.wording}")
    if found.published is not None:
        by = found.published
        lines.append(f"  published: {by.publisher}, {by.reference}, {by.date}")
    if found.deviation is not None:
        approved = (
            f", approved by {found.deviation.approved_by}"
            if found.deviation.approved_by
            else ", not approved"
        )
        lines.append(f"  deviation: {found.deviation.reason}{approved} ({found.deviation.span})")
    if not found.conditions:
        lines.append("  conditions: none: it is always in")
    for condition in found.conditions:
        lines += _condition(condition)
    if found.keys:
        lines.append(f"  repeated for: {', '.join(found.keys)}")
    for value in found.values:
        place = f" ({value.span})" if value.span is not None else ""
        lines.append(f"  value: “{value.shown}” from {{{{ {value.expression.strip()} }}}}{place}")
        lines += [_read(read, "    ") for read in value.reads]
    lines += [f"  refers to: {words} ({target})" for words, target in found.references]
    if found.terms:
        lines.append(f"  uses the terms: {', '.join(found.terms)}")
    lines += [f"  authority: {one}" for one in found.authority]
    if found.guidance:
        lines += ["  guidance:", *(f"    {line}" for line in found.guidance.strip().splitlines())]
    lines += [f"  note: {note}" for note in found.notes]
    return lines


def _condition(condition: Condition) -> list[str]:
    answer = "met" if condition.met else "not met"
    head = f"  condition: {condition.expression} — {answer} ({condition.span})"
    return [head, *(_read(read, "    ") for read in condition.reads)]


def _read(read: Read, indent: str) -> str:
    parts = [f"{indent}{read.name} is {read.shown or 'none'}"]
    if read.span is not None:
        parts.append(f"written at {read.span}")
    if read.source:
        parts.append(f"source: {read.source}")
    if read.status not in ("", "confirmed"):
        parts.append(read.status)
    return "; ".join(parts)
