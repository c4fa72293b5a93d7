"""Lines and manifests there and back, and everything that is not just one of them refused with its reason."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from concordat.model.register import Authority, Event, Issue, Keep, Line, Manifest, Seal
from concordat.store.digests import digest_of, is_safe
from concordat.store.ledger import Chain
from concordat.store.records import (
    Newer,
    digests_in,
    line_bytes,
    manifest_bytes,
    next_line,
    read_line,
    read_manifest_bytes,
)
from store.register.small import NEXT, SMALL

MANIFESTS = [event.manifest for event in (*SMALL, NEXT)]
LINE = next_line(MANIFESTS[0], manifest_bytes(MANIFESTS[0]), None)


def filled(manifest: Manifest) -> Manifest:
    """An issued manifest with every field that may be empty filled."""
    assert isinstance(manifest.issue, Issue)
    authority = Authority(
        "a-1", "hill", ("approve",), "Board", "May", "7", "12", "The Chair", 6, "5000", "2027", "June"
    )
    issue = replace(
        manifest.issue,
        blanks=("the date",),
        warnings={"blank-due": 2},
        disclosure={"care/a": "in confidence"},
        personal=("care/b",),
        keep=Keep("six years", "end", "the schedule", "2033-03-31"),
        seal=Seal("CN=Hill", digest_of(b"c")),
        differs_from="1.0",
        authority=authority,
    )
    return replace(manifest, issue=issue)


@pytest.mark.parametrize("manifest", [*MANIFESTS, filled(MANIFESTS[0])])
def test_a_manifest_there_and_back(manifest: Manifest) -> None:
    data = manifest_bytes(manifest)
    assert read_manifest_bytes(data) == manifest and data.endswith(b"}\n")
    assert rfc8785.dumps(json.loads(data)) + b"\n" == data
    assert digests_in(data) == {name: kept.sha256 for name, kept in manifest.files.items()}


def test_lines_there_and_back() -> None:
    last: Line | None = None
    for manifest in MANIFESTS:
        last = next_line(manifest, manifest_bytes(manifest), last)
        data = line_bytes(last)
        assert read_line(data.removesuffix(b"\n")) == last
        assert rfc8785.dumps(json.loads(data)) + b"\n" == data
        without = {name: value for name, value in json.loads(data).items() if name != "digest"}
        assert last.digest == digest_of(rfc8785.dumps(without))


def resealed(changes: dict[str, Any], leave: str = "") -> bytes:
    """The first line with something changed or left out, and its digest made to fit: only its meaning is wrong."""
    plain = {**json.loads(line_bytes(LINE)), **changes}
    plain.pop(leave or "digest")
    plain.pop("digest", None)
    return rfc8785.dumps({**plain, "digest": digest_of(rfc8785.dumps(plain))})


def test_a_line_that_is_resealed_unchanged_is_the_line() -> None:
    assert read_line(resealed({})) == LINE


LINE_FAULTS: list[tuple[dict[str, Any], str, str]] = [
    ({"more": 1}, "", "nothing is known by the name “more”"),
    ({}, "state", "“state” is not there"),
    ({}, "schema", "of what shape"),
    ({"schema": True}, "", "of what shape"),
    ({"schema": 0}, "", "of what shape"),
    ({"schema": "1"}, "", "of what shape"),
    ({"sequence": "1"}, "", "“sequence”"),
    ({"event": "seen"}, "", "“event”"),
    ({"state": None}, "", "“state”"),
    ({"version": "1"}, "", "no number of a version"),
    ({"version": "01.0"}, "", "no number of a version"),
    ({"date": "2026-02-30"}, "", "no day"),
    ({"date": "20260301"}, "", "no day"),
    ({"manifest": "A" * 64}, "", "no SHA-256"),
    ({"agreement": "valley"}, "", "no agreement's path"),
    ({"agreement": "valley/../x"}, "", "no agreement's path"),
    ({"folder": "../../../outside"}, "", "not the folder"),
    ({"folder": "/etc/0.1/draft"}, "", "not the folder"),
    ({"folder": "sharing-2024/0.1/../0.1/draft"}, "", "not the folder"),
    ({"folder": "sharing-2024/0.1/for-approval"}, "", "not the folder"),
    ({"folder": "sharing-2024/0.2/draft"}, "", "not the folder"),
    ({"event": "approved", "folder": "sharing-2024/0.1/approved-.."}, "", "not the folder"),
    ({"event": "signed", "folder": "sharing-2024/0.1/approved-hill"}, "", "not the folder"),
]


@pytest.mark.parametrize(("changes", "leave", "reason"), LINE_FAULTS)
def test_a_line_that_is_none(changes: dict[str, Any], leave: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_line(resealed(changes, leave))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        line_bytes(LINE),
        b" " + line_bytes(LINE)[:-1],
        line_bytes(LINE)[:-2] + b',"version":"0.1"}',
        line_bytes(LINE)[:-1].replace(b"sharing", b"shar\\u0069ng"),
    ],
)
def test_bytes_that_are_no_line(data: bytes) -> None:
    with pytest.raises(ValueError):
        read_line(data)


def spoilt(manifest: Manifest, *path: str, value: Any) -> bytes:
    plain = json.loads(manifest_bytes(manifest))
    at = plain
    for name in path[:-1]:
        at = at[name]
    if value is KeyError:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return rfc8785.dumps(plain) + b"\n"


ISSUED, APPROVED, SIGNED, ENDED = MANIFESTS[0], MANIFESTS[3], MANIFESTS[4], MANIFESTS[5]
KEPT = {"sha256": "0" * 64, "size": 1}
MANIFEST_FAULTS: list[tuple[Manifest, tuple[str, ...], Any, str]] = [
    (ISSUED, ("more",), 1, "nothing is known by the name “more”"),
    (ISSUED, ("issue", "more"), 1, "nothing is known by the name “issue.more”"),
    (ISSUED, ("issue", "house_files", "house.yaml", "more"), 1, "nothing is known by the name"),
    (ISSUED, ("issue", "title"), KeyError, "“issue.title” is not there"),
    (ISSUED, ("issue",), KeyError, "belongs to another event"),
    (ISSUED, ("ending",), {"date": "2026-01-01", "reason": "x"}, "belongs to another event"),
    (ENDED, ("event",), "signed", "belongs to another event"),
    (ISSUED, ("files",), [], "“files”"),
    (ISSUED, ("files", "../x"), KEPT, "no name that a file of it may have"),
    (ISSUED, ("files", "a/b"), KEPT, "no name that a file of it may have"),
    (ISSUED, ("files", ""), KEPT, "no name that a file of it may have"),
    (ISSUED, ("files", ".hidden"), KEPT, "no name that a file of it may have"),
    (ISSUED, ("files", "manifest.json"), KEPT, "it lists itself"),
    (ISSUED, ("files", "a.md"), {"sha256": "0", "size": 1}, "digest or size"),
    (ISSUED, ("files", "a.md"), {"sha256": "0" * 64, "size": -1}, "digest or size"),
    (ISSUED, ("files", "a.md"), {"sha256": "0" * 64, "size": "1"}, "size"),
    (ISSUED, ("issue", "house_files", "../x"), KEPT, "no name that a file of it may have"),
    (ISSUED, ("issue", "house"), "0" * 64, "the digest of the house"),
    (ISSUED, ("issue", "text_digest"), "none", "“text_digest” is no SHA-256"),
    (ISSUED, ("issue", "inputs", "clauses/care.md"), "none", "“clauses/care.md” is no SHA-256"),
    (APPROVED, ("approval", "issued"), "F" * 64, "is no SHA-256"),
    (APPROVED, ("approval", "party"), "..", "no slug"),
    (SIGNED, ("signing", "file"), "other.pdf", "not among its files"),
    (ISSUED, ("date",), "1 May", "no day"),
    (ISSUED, ("agreement",), "a", "no agreement's path"),
    (ISSUED, ("schema",), KeyError, "of what shape"),
]


@pytest.mark.parametrize(("manifest", "path", "value", "reason"), MANIFEST_FAULTS)
def test_a_manifest_that_is_none(manifest: Manifest, path: tuple[str, ...], value: Any, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_manifest_bytes(spoilt(manifest, *path, value=value))


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"null", b"{", b'{"schema":1,"schema":1}', b'{"schema":1}']
)
def test_bytes_that_are_no_manifest(data: bytes) -> None:
    with pytest.raises(ValueError):
        read_manifest_bytes(data)


def test_a_higher_shape_is_told_apart() -> None:
    with pytest.raises(Newer, match="newer Concordat"):
        read_line(resealed({"schema": 2, "more": [1]}))
    with pytest.raises(Newer, match="newer Concordat"):
        read_manifest_bytes(spoilt(ISSUED, "schema", value=9))
    unsealed = line_bytes(LINE)[:-1].replace(b'"schema":1', b'"schema":2')
    with pytest.raises(ValueError, match="its digest is") as told:
        read_line(unsealed)
    assert not isinstance(told.value, Newer)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("agreement.md", True),
        ("Signed copy (Hill).pdf", True),
        ("Cytundeb-ŵ.pdf", True),
        ("..", False),
        (".lock", False),
        ("a/b", False),
        ("a\\b", False),
        ("c:x", False),
        ("con.pdf", False),
        ("COM1", False),
        ("console.pdf", True),
        ("x.", False),
        ("x ", False),
        ("a\nb", False),
        ("x" * 201, False),
    ],
)
def test_names_of_files(name: str, safe: bool) -> None:
    assert is_safe(name, nested=False) is safe
    assert is_safe(f"fonts/{name}", nested=True) is (safe or name == "a/b")
    assert not is_safe(f"../{name}", nested=True)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_no_json_is_met_with_anything_but_a_reason(found: Any) -> None:
    for data in (
        json.dumps(found).encode(),
        json.dumps({"schema": 1, "files": found, "issue": found}).encode(),
    ):
        for read in (read_line, read_manifest_bytes):
            with pytest.raises(ValueError):
                read(data)
        assert isinstance(digests_in(data), dict)


def test_a_chain_in_which_a_number_falls_or_a_folder_comes_twice() -> None:
    chain = Chain()
    chain.add(LINE)
    second = replace(LINE, sequence=2, before=LINE.digest, digest="1" * 64)
    with pytest.raises(ValueError, match="names the folder"):
        chain.add(second)
    chain = Chain()
    chain.add(replace(LINE, version="1.0", folder="a"))
    with pytest.raises(ValueError, match=r"0\.9 of valley/sharing-2024 begins after 1\.0"):
        chain.add(replace(second, version="0.9", folder="b"))
    chain = Chain()
    chain.add(replace(LINE, version="1.0", folder="a"))
    chain.add(replace(second, version="1.1", folder="b"))
    approval = replace(LINE, sequence=3, before="1" * 64, version="1.0", folder="c", event=Event.APPROVED)
    chain.add(approval)  # what happens to a number that has begun may come after a later one has
