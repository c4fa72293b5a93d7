"""Diagnostics as workflow commands of GitHub Actions, which show each beside the line that it speaks of.

Authority: GitHub's "Workflow commands for GitHub Actions", and the escaping of its own toolkit (docs/formats.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from concordat.cli.messages import as_sentence, end_column, in_order
from concordat.diagnostics import CODES, Diagnostic

_IN_A_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_A_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def as_github(found: Iterable[Diagnostic], sources: Mapping[str, str]) -> str:
    """One command a line for each diagnostic, errors and warnings alike; nothing where nothing was found."""
    return "\n".join(_command(diagnostic, sources) for diagnostic in in_order(found))


def _command(diagnostic: Diagnostic, sources: Mapping[str, str]) -> str:
    span = diagnostic.span
    properties: dict[str, object] = {}
    if span is not None:
        properties = {"file": span.file, "line": span.line, "col": span.column}
        properties["endColumn"] = end_column(span, sources)
    properties["title"] = f"{CODES[diagnostic.code].title} [{diagnostic.code}]"
    said = ",".join(f"{name}={str(value).translate(_IN_A_PROPERTY)}" for name, value in properties.items())
    return f"::{diagnostic.severity.value} {said}::{_message(diagnostic).translate(_IN_A_MESSAGE)}"


def _message(diagnostic: Diagnostic) -> str:
    """What the text says after the place: the agreement where there is no other place, the message, what explains it, the hint."""
    whose = f"{diagnostic.agreement}: " if diagnostic.span is None and diagnostic.agreement else ""
    lines = [f"{whose}{diagnostic.message}"]
    lines += [f"{related.label}: {related.span}" for related in diagnostic.related]
    if diagnostic.hint:
        lines.append(f"hint: {as_sentence(diagnostic.hint)}")
    return "\n".join(lines)
