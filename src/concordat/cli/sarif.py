"""Diagnostics as a SARIF log, for the viewers of code hosts and editors.

Authority: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0. What of it is used, and why, is in
docs/formats.md; the numbers of its parts are named here as (3.27).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from concordat import __version__
from concordat.cli.messages import as_sentence, end_column, in_order
from concordat.diagnostics import CODES, Diagnostic, Related, Span
from concordat.project.pages import explain_code

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
"""The name of the standard's own schema; nothing is fetched from there."""

_ROOT = "%SRCROOT%"
"""What the places are relative to; the name that viewers know for the root of a checkout."""


def as_sarif(found: Iterable[Diagnostic], sources: Mapping[str, str]) -> str:
    """A log of one run that holds every diagnostic, in the order of its place; the same bytes for the same diagnostics."""
    shown = in_order(found)
    codes = sorted({diagnostic.code for diagnostic in shown})
    run = {
        "tool": {
            "driver": {"name": "concordat", "version": __version__, "rules": [_rule(code) for code in codes]}
        },
        "language": "en-GB",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder of the workspace."}}},
        "results": [_result(diagnostic, codes, sources) for diagnostic in shown],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(slug: str) -> dict[str, object]:
    """What the code means (3.49); its page is the help, which a viewer shows beside the result."""
    code = CODES[slug]
    page = (explain_code(slug) or "").partition("\n")[2].strip()
    return {
        "id": slug,
        "shortDescription": {"text": _literal(f"{code.title[:1].upper()}{code.title[1:]}.")},
        "help": {"text": _literal(_plain(page)), "markdown": _literal(page)},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _result(diagnostic: Diagnostic, codes: list[str], sources: Mapping[str, str]) -> dict[str, object]:
    """One diagnostic (3.27). Without a place in a file it stands at its agreement, if it has one."""
    hint = f"\n{as_sentence(diagnostic.hint)}" if diagnostic.hint else ""
    locations: list[dict[str, object]] = []
    if diagnostic.span is not None:
        locations.append(_location(diagnostic.span, sources))
    elif diagnostic.agreement:
        locations.append({"logicalLocations": [{"fullyQualifiedName": diagnostic.agreement}]})
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": diagnostic.severity.value,
        "message": {"text": _literal(f"{as_sentence(diagnostic.message)}{hint}")},
        "locations": locations,
    }
    if diagnostic.related:
        result["relatedLocations"] = [_related(one, sources) for one in diagnostic.related]
    if diagnostic.agreement:
        result["properties"] = {"agreement": diagnostic.agreement}
    return result


def _location(span: Span, sources: Mapping[str, str]) -> dict[str, object]:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endColumn": end_column(span, sources),
    }
    place = {"uri": quote(span.file), "uriBaseId": _ROOT}
    return {"physicalLocation": {"artifactLocation": place, "region": region}}


def _related(related: Related, sources: Mapping[str, str]) -> dict[str, object]:
    return {**_location(related.span, sources), "message": {"text": _literal(related.label)}}


def _plain(page: str) -> str:
    """A page without the marks of Markdown that lay it out: a plain text may hold none (3.11.3)."""
    lines = (line.removeprefix("## ") for line in page.splitlines() if not line.startswith("```"))
    return "\n".join(lines)


def _literal(text: str) -> str:
    """A text in which no brace begins a placeholder: each is doubled, and a viewer shows one (3.11.5)."""
    return text.replace("{", "{{").replace("}", "}}")
