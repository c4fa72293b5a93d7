"""Clauses, schedules, definitions and recitals: the prose files of the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from concordat.diagnostics import CODES, Faults, Span
from concordat.language.nearest import did_you_mean
from concordat.load.fields import Fields, place
from concordat.load.front_matter import ProseFile, read_front_matter
from concordat.load.names import check_named
from concordat.load.prose import ProseKind, parse_definitions, parse_prose
from concordat.model.data import Datum
from concordat.model.inlines import Publication
from concordat.model.library import Entry, EntryKind, SourceDefinition, SourceRecital, Wording
from concordat.model.prose import Expression, SourceBlock, SourceParagraph, SourceProvision

MOST_SIGNIFICANT = 9


@dataclass(frozen=True, slots=True)
class _Head:
    """What the head of a prose file says."""

    id: str
    title: str
    wording: Wording
    significance: int
    when: Expression | None
    authority: tuple[str, ...]
    reviewed: str | None
    guidance: str
    allow: Mapping[str, str]
    published: Publication | None = None


def read_entry(
    text: str,
    file: str,
    kind: EntryKind,
    faults: Faults,
    *,
    named_as_file: bool = True,
    mandated: bool = False,
    stands_for: Entry | None = None,
) -> Entry | None:
    """A clause or a schedule, or None where its head gives no usable identity.

    The file's name and its `id` must be equal, but for local text that takes the place of a clause. `mandated` is
    text of a national edition, whose head says who published it; `stands_for` is the library's entry in whose place
    it stands, whose significance it has where it gives none.
    """
    parts = read_front_matter(text, file, faults)
    if parts.head is None:
        if not parts.opened:
            faults.add(
                "front-matter", Span(file, 1, 1), "the file does not begin with its head",
                "Begin it with a line `---`, then `id:`, `title:`, `wording:`, then a line `---`.",
            )  # fmt: skip
        parse_prose(parts.body, file, parts.first_line, faults, kind=ProseKind(kind))
        return None
    fields = Fields(
        parts.head, faults, f"the head of a {kind.value}" + (" of an edition" if mandated else "")
    )
    digest = sha256(parts.body.encode("utf-8")).hexdigest()
    least = stands_for.significance if stands_for is not None else MOST_SIGNIFICANT
    head = _mandated(fields, kind, digest, least) if mandated else _head(fields, required=True)
    usable = check_named(head.id, fields, file, faults, named_as_file=named_as_file)
    blocks = parse_prose(parts.body, file, parts.first_line, faults, kind=ProseKind(kind))
    if not blocks and not parts.body.strip():
        faults.add(
            "file-empty",
            Span(file, parts.first_line, 1),
            f"the {kind.value} has no words",
            "Write them under its head.",
        )
    if not usable:
        return None
    return Entry(
        head.id, kind, head.title, head.wording, head.significance, head.when, head.authority, head.reviewed,
        head.guidance, blocks, fields.key_span("id"), digest, head.allow, head.published,
    )  # fmt: skip


def read_definitions(text: str, file: str, faults: Faults) -> tuple[SourceDefinition, ...]:
    """The definitions of one file; its head, which it need not have, is checked and not kept."""
    parts = _optional_head(text, file, faults, "the head of a file of definitions")
    found = parse_definitions(parts.body, file, parts.first_line, faults)
    return tuple(definition for definition in found if definition.anchor)


def read_recitals(text: str, file: str, faults: Faults) -> tuple[SourceRecital, ...]:
    """The recitals of one file, each `1.` one of them; its head, which it need not have, is checked and not kept."""
    parts = _optional_head(text, file, faults, "the head of a file of recitals")
    found: list[SourceRecital] = []
    for block in parse_prose(parts.body, file, parts.first_line, faults, kind=ProseKind.RECITALS):
        if isinstance(block, SourceProvision) and block.anchor is not None:
            closing: tuple[SourceParagraph, ...] = (block.closing,) if block.closing else ()
            blocks: tuple[SourceBlock, ...] = (block.opening, *block.children, *closing)
            found.append(SourceRecital(block.anchor, block.when, blocks, block.span))
    return tuple(found)


def _optional_head(text: str, file: str, faults: Faults, what: str) -> ProseFile:
    parts = read_front_matter(text, file, faults)
    if parts.head is not None:
        fields = Fields(parts.head, faults, what)
        head = _head(fields, required=False)
        check_named(head.id, fields, file, faults)
    return parts


def _mandated(fields: Fields, kind: EntryKind, digest: str, least: int) -> _Head:
    """The head of mandated text: what every head says, and who published it, under which reference, when."""
    day = fields.datum("date", required=True)
    if day is not None and day.value is not None and not isinstance(day.value, date):
        fields.faults.add(
            "value-type",
            place(day, fields.span),
            "`date` is no day",
            "Write the day of publication as 2025-04-01.",
        )
    shown = day.value.isoformat() if day is not None and isinstance(day.value, date) else ""
    published = Publication(
        fields.text("publisher", required=True), fields.text("reference", required=True), shown
    )
    fields.one_of("kind", EntryKind, kind)
    given = fields.text("digest")
    if given and given.removeprefix("sha256:") != digest:
        fields.faults.add(
            "mandated-digest", place(fields.given["digest"], fields.span),
            "the text is not the one that this digest was taken of: it was changed since",
            f"Put the published text back. Where this is the published text, its digest is sha256:{digest}.",
        )  # fmt: skip
    head = _head(fields, required=True, least=least)
    if head.wording is not Wording.MANDATED:
        where = fields.given.get("wording", Datum("", fields.span))
        fields.faults.add(
            "value-type",
            place(where, fields.span),
            "text of a national edition is mandated",
            "Write `wording: mandated`.",
        )
    return replace(head, wording=Wording.MANDATED, published=published)


def _head(fields: Fields, *, required: bool, least: int | None = None) -> _Head:
    significance = fields.integer("significance", 0, MOST_SIGNIFICANT)
    significance = least if significance is None and "significance" not in fields.given else significance
    head = _Head(
        fields.name("id") if required else fields.text("id"),
        fields.text("title", required=required),
        fields.one_of("wording", Wording, Wording.MODEL, required=required),
        significance if significance is not None else 0,
        fields.expression("when") if required else None,
        fields.texts("authority"),
        _reviewed(fields),
        fields.text("guidance"),
        _allow(fields),
    )
    if required and significance is None and "significance" not in fields.given:
        fields.datum("significance", required=True)
    fields.finish()
    return head


def _reviewed(fields: Fields) -> str | None:
    found = fields.datum("reviewed")
    return None if found is None or found.value is None else str(found.value)


def _allow(fields: Fields) -> Mapping[str, str]:
    allowed = fields.labels("allow")
    given = fields.given.get("allow", Datum({})).value
    for code, reason in allowed.items():
        if code not in CODES:
            fields.faults.add(
                "key-unknown", Fields(fields.given["allow"], fields.faults, "allow").key_span(code),
                f"`{code}` is no code of a check", did_you_mean(code, CODES, "`concordat explain CODE` tells what a code means."),
            )  # fmt: skip
        elif not reason.strip() and isinstance(given, Mapping):
            fields.faults.add(
                "key-missing",
                given[code].span,
                f"`{code}` is allowed without a reason",
                "Write the reason after it.",
            )
    return allowed
