"""Published numbers: an edition's numbering.yaml, and agreements/precedents/numbering/<precedent>.yaml."""

from __future__ import annotations

from concordat.diagnostics import Faults, Related, Span
from concordat.load.fields import Fields, place
from concordat.load.names import check_slug
from concordat.model.data import Datum
from concordat.model.numbering import Numbering

FOLDER = "agreements/precedents/numbering"


def read_numbering(datum: Datum, file: str, faults: Faults) -> Numbering:
    """The published numbers of a file: sets of `identity: number` under `clauses`, `schedules` and `definitions`."""
    fields = Fields(datum, faults, "the published numbers")
    spans: dict[str, Span] = {}
    sets = [_set(fields, name, spans, faults) for name in ("clauses", "schedules", "definitions")]
    fields.finish()
    return Numbering(sets[0], sets[1], sets[2], spans, Span(file, 1, 1))


def _set(fields: Fields, name: str, spans: dict[str, Span], faults: Faults) -> dict[str, str]:
    found: dict[str, str] = {}
    for identity, datum in fields.mapping(name).items():
        span = place(datum, fields.span)
        if not _sound(identity, name, span, faults):
            continue
        value = datum.value
        number = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(number, str) or not number.strip():
            faults.add(
                "value-type",
                span,
                f"the number of `{identity}` is no text",
                "Write it as it is printed: '9.1', Schedule 3.",
            )
            continue
        if identity in spans:
            faults.add("identity-duplicate", span, f"`{identity}` is numbered twice", "Keep one of the two.",
                       [Related("first numbered here", spans[identity])])  # fmt: skip
            continue
        spans[identity] = span
        found[identity] = number.strip()
    return found


def _sound(identity: str, name: str, span: Span, faults: Faults) -> bool:
    """Whether an identity is one: `clause`, `clause/anchor`, `term/anchor/anchor`, each with `@key` or without."""
    parts = identity.split("@")[0].split("/")
    if name == "definitions" and (parts[0] != "term" or len(parts) != 3):
        faults.add(
            "identity-invalid",
            span,
            f"`{identity}` is no paragraph of a definition",
            "Write term/<definition>/<paragraph>.",
        )
        return False
    if name != "definitions" and len(parts) > 2:
        faults.add(
            "identity-invalid",
            span,
            f"`{identity}` is no identity",
            "Write the clause's or schedule's id, and `/` and the anchor.",
        )
        return False
    return all(check_slug(part, span, faults, "the identity") for part in parts)
