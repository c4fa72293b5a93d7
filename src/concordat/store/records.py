"""Lines of a ledger and manifests as bytes and back: RFC 8785, and strictly what the types say and nothing else.

What cannot be understood cannot be vouched for: an unknown field, one that is missing, a path that would lead out of
its folder and a digest that is none all fail, with the reason in words. A field that holds nothing is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, TypeVar

import rfc8785
from pydantic import TypeAdapter, ValidationError

from concordat.language.canonical import canonical_json
from concordat.language.identity import is_slug
from concordat.model.register import LEDGER_SCHEMA, Event, KeptFile, Line, Manifest, Number, State
from concordat.store.digests import NOUGHTS, digest_of, house_digest, is_digest, is_safe

MANIFEST = "manifest.json"
"""The name of a manifest in its folder."""

T = TypeVar("T")


class Newer(ValueError):
    """A line or a manifest of a higher schema: it is whole JSON, and only a newer Concordat understands it."""

    def __init__(self, schema: int, found: Mapping[str, Any]) -> None:
        """Keep the number and what was read."""
        super().__init__(
            f"it was written by a newer Concordat (shape {schema}; this one reads up to {LEDGER_SCHEMA})"
        )
        self.found = found


def folder_of(manifest: Manifest) -> str:
    """The folder of an event below its register: `delegation-2024/example-north/1.0/approved-north-icb`."""
    of_party = {Event.APPROVED: manifest.approval, Event.SIGNED: manifest.signing}.get(manifest.event)
    if of_party is not None:
        last = f"{manifest.event.value}-{of_party.party}"
    else:
        last = manifest.state.slug if manifest.event is Event.ISSUED else State.ENDED.slug
    return f"{manifest.agreement.partition('/')[2]}/{manifest.version}/{last}"


def next_line(manifest: Manifest, record: bytes, last: Line | None) -> Line:
    """The line for a manifest, of which `record` is the bytes, after the `last` one of its ledger."""
    line = Line(
        sequence=last.sequence + 1 if last else 1,
        event=manifest.event,
        agreement=manifest.agreement,
        version=manifest.version,
        state=manifest.state,
        date=manifest.date,
        folder=folder_of(manifest),
        manifest=digest_of(record),
        before=last.digest if last else NOUGHTS,
        digest="",
    )
    return replace(line, digest=_own_digest(_plain(line)))


def line_bytes(line: Line) -> bytes:
    """A line as it stands in the ledger, with its line feed."""
    return canonical_json(_plain(line)) + b"\n"


def read_line(data: bytes) -> Line:
    """The line that these bytes are, without their line feed; that it fits the one before is for the ledger to say.

    Raises ValueError with the reason, and Newer where it agrees with its own digest and has a higher schema.
    """
    found = _object(data)
    if canonical_json(found) != data:
        raise ValueError("it is not written as Concordat writes it")
    if found.get("digest") != (own := _own_digest(found)):
        raise ValueError(f"it says that its digest is {found.get('digest')!s:.64}, and it is {own}")
    _judge_schema(found)
    line = _typed(_lines(), data)
    _check(is_digest(line.manifest), "“manifest” is no SHA-256")
    _check_event(line.agreement, line.version, line.date)
    _check(_folder_fits(line), f"“{line.folder:.100}” is not the folder of such an event")
    return line


def _folder_fits(line: Line) -> bool:
    head, _, last = line.folder.rpartition("/")
    if head != f"{line.agreement.partition('/')[2]}/{line.version}":
        return False
    if line.event in (Event.APPROVED, Event.SIGNED):
        return last.startswith(f"{line.event.value}-") and is_slug(last)
    return last == (line.state.slug if line.event is Event.ISSUED else State.ENDED.slug)


def manifest_bytes(manifest: Manifest) -> bytes:
    """A manifest as it stands in its folder: canonical JSON and a line feed."""
    return rfc8785.dumps(_plain(manifest)) + b"\n"


def read_manifest_bytes(data: bytes) -> Manifest:
    """The manifest that these bytes are. Raises ValueError with the reason, and Newer for one of a higher schema."""
    _judge_schema(_object(data))
    manifest = _typed(_manifests(), data)
    _check_event(manifest.agreement, manifest.version, manifest.date)
    of_event = {
        Event.ISSUED: manifest.issue,
        Event.APPROVED: manifest.approval,
        Event.SIGNED: manifest.signing,
        Event.ENDED: manifest.ending,
    }
    there = [event for event, part in of_event.items() if part is not None]
    _check(there == [manifest.event], f"it holds what belongs to another event than “{manifest.event}”")
    _check(all(is_slug(part) for part in folder_of(manifest).split("/")[-1:]), "its party is no slug")
    _check_files(manifest.files, nested=False)
    _check(MANIFEST not in manifest.files, "it lists itself")
    if manifest.issue is not None:
        _check_files(manifest.issue.house_files, nested=True)
        same = manifest.issue.house == house_digest(manifest.issue.house_files)
        _check(same, "the digest of the house is not that of its files")
    if manifest.signing is not None and manifest.signing.file:
        _check(manifest.signing.file in manifest.files, "the signed file is not among its files")
    _check_digests(manifest)
    return manifest


def digests_in(data: bytes) -> dict[str, str]:
    """The SHA-256 of each file that a manifest of any shape lists by a safe name; none where it says them otherwise."""
    try:
        files = json.loads(data)["files"]
        return {
            n: f["sha256"] for n, f in files.items() if is_safe(n, nested=True) and is_digest(f["sha256"])
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _check_digests(manifest: Manifest) -> None:
    issue, others = manifest.issue, (manifest.approval, manifest.signing)
    named = {f"{name} of the copy": getattr(part, name) for part in others if part for name in _OF_COPY}
    if issue is not None:
        named |= {"text_digest": issue.text_digest, "tree_digest": issue.tree_digest}
        named |= issue.inputs
    for name, digest in named.items():
        _check(is_digest(digest), f"what stands for the digest “{name}” is no SHA-256")


_OF_COPY = ("text_digest", "issued")


def _check_files(files: Mapping[str, KeptFile], *, nested: bool) -> None:
    for name, kept in files.items():
        _check(is_safe(name, nested=nested), f"“{name:.100}” is no name that a file of it may have")
        _check(is_digest(kept.sha256) and kept.size >= 0, f"digest or size of “{name:.100}” is none")


def _check_event(agreement: str, version: str, day: str) -> None:
    parts = agreement.split("/")
    _check(len(parts) in (2, 3) and all(map(is_slug, parts)), f"“{agreement:.100}” is no agreement's path")
    Number.of(version)
    try:
        _check(date.fromisoformat(day).isoformat() == day, "")
    except ValueError:
        raise ValueError(f"“{day:.40}” is no day") from None


def _check(holds: bool, reason: str) -> None:
    if not holds:
        raise ValueError(reason)


def _object(data: bytes) -> dict[str, Any]:
    """The JSON object that these bytes are; no name may stand twice in it."""
    try:
        found = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise ValueError("it cannot be read") from None
    if not isinstance(found, dict):
        raise ValueError("it cannot be read")
    return found


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        _check(name not in found, f"“{name:.40}” stands twice in it")
        found[name] = value
    return found


def _own_digest(found: Mapping[str, Any]) -> str:
    return digest_of(canonical_json({name: value for name, value in found.items() if name != "digest"}))


def _judge_schema(found: Mapping[str, Any]) -> None:
    schema = found.get("schema")
    if isinstance(schema, int) and schema > LEDGER_SCHEMA:
        raise Newer(schema, found)
    _check(schema == LEDGER_SCHEMA and schema is not True, "it does not say of what shape it is")


@cache
def _lines() -> TypeAdapter[Line]:
    return TypeAdapter(Line)


@cache
def _manifests() -> TypeAdapter[Manifest]:
    return TypeAdapter(Manifest)


def _typed(adapter: TypeAdapter[T], data: bytes) -> T:
    try:
        return adapter.validate_json(data, strict=True)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        name = ".".join(str(part) for part in first["loc"])[:100]
        reasons = {
            "missing": f"“{name}” is not there",
            "unexpected_keyword_argument": f"nothing is known by the name “{name}”",
        }
        raise ValueError(reasons.get(first["type"], f"“{name}” is not what may stand there")) from None


def _plain(record: Line | Manifest) -> dict[str, Any]:
    """A record as plain JSON values, without what holds nothing; its schema always stands in it."""
    made: dict[str, Any]
    if isinstance(record, Line):
        made = _lines().dump_python(record, mode="json", exclude_defaults=True)
    else:
        made = _manifests().dump_python(record, mode="json", exclude_defaults=True)
    return {**made, "schema": record.schema}
