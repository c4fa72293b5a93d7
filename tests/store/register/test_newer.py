"""A register of a newer Concordat is verified by its digests, and nothing is written beside it; and what a reader gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rfc8785

from concordat.diagnostics import Faults
from concordat.store.audit import audit
from concordat.store.digests import digest_of
from concordat.store.records import manifest_bytes
from concordat.store.register import read_file, read_manifest, read_register
from concordat.store.repair import repair
from concordat.store.writing import writing
from store.register.small import LENDING, NEXT, SMALL, everything, issued, put
from store.register.spoilt import add_newer

SHOWN = "agreements/valley/register"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    assert all(put(tmp_path / SHOWN, SMALL))
    return tmp_path / SHOWN


def test_lines_of_a_higher_shape(register: Path) -> None:
    within = add_newer(register)
    add_newer(register)
    found = audit(register)
    assert found.faults == () and found.lines == len(SMALL) + 2
    assert any("newer Concordat" in note and "lines 7, 8" in note for note in found.notes)
    assert [fault.code for fault in read_register(register).faults] == ["register-newer"]
    before, faults = everything(register), Faults()
    assert put(register, [NEXT], faults) == [None] and [f.code for f in faults.found] == ["register-newer"]
    assert repair(register, faults) == () and len(faults.found) == 1 and everything(register) == before
    (register / within / "a.md").write_bytes(b"other")
    [fault] = audit(register).faults
    assert fault.code == "register-damaged" and f"{within}/a.md" in fault.message
    (register / within / "manifest.json").write_bytes(b"other")
    [fault] = audit(register).faults
    assert f"{within}/manifest.json" in fault.message


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"sequence": 9}, "number 9, and 7 is due"),
        ({"before": "0" * 64}, "follows another"),
        ({"sequence": "7"}, "bears no number"),
    ],
)
def test_a_line_of_a_higher_shape_that_does_not_follow(
    register: Path, changes: dict[str, object], reason: str
) -> None:
    add_newer(register, **changes)
    [fault] = audit(register).faults[:1]
    assert fault.code == "register-damaged" and reason in fault.message and "line 7" in fault.message


@pytest.mark.parametrize("folder", ["../../..", "/etc", 5, "a/../../b"])
def test_a_folder_of_a_higher_shape_leads_nowhere_else(register: Path, folder: object) -> None:
    add_newer(register, folder=folder)
    assert not [fault for fault in audit(register).faults if "/etc" in fault.message or ".." in fault.message]


def test_an_older_line_after_a_newer_one(register: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / SHOWN
    assert all(put(other, SMALL))
    add_newer(register)
    with (register / "ledger.jsonl").open("ab") as stream:
        stream.write((other / "ledger.jsonl").read_bytes().splitlines(keepends=True)[-1])
    [fault] = audit(register).faults
    assert "line 8" in fault.message and "older Concordat" in fault.message


def test_a_manifest_of_a_higher_shape(register: Path) -> None:
    plain = {**json.loads(manifest_bytes(NEXT.manifest)), "schema": 2, "kind": "new"}
    record = rfc8785.dumps(plain) + b"\n"
    [line] = put(register, [NEXT])
    assert line is not None
    ledger = (register / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    last = {**json.loads(ledger[-1]), "manifest": digest_of(record)}
    del last["digest"]
    ledger[-1] = rfc8785.dumps({**last, "digest": digest_of(rfc8785.dumps(last))}) + b"\n"
    (register / "ledger.jsonl").write_bytes(b"".join(ledger))
    (register / line.folder / "manifest.json").write_bytes(record)
    found = audit(register)
    assert found.faults == () and any("newer Concordat" in note and "lines 7" in note for note in found.notes)
    read, faults = read_register(register), Faults()
    assert read_manifest(read, read.lines[-1], faults) is None
    assert [fault.code for fault in faults.found] == ["register-newer"]
    (register / line.folder / "agreement.md").write_bytes(b"other")
    assert "0.2/draft/agreement.md" in audit(register).faults[0].message


# --- reading


def test_what_a_reader_gives_has_its_digest_checked(register: Path) -> None:
    read, faults = read_register(register), Faults()
    line = read.lines[0]
    assert read_manifest(read, line, faults) == SMALL[0].manifest
    assert (
        read_file(read, line, "agreement.md", faults) == SMALL[0].files["agreement.md"] and not faults.found
    )
    with pytest.raises(KeyError):
        read_file(read, line, "other.md", faults)
    (register / line.folder / "agreement.md").write_bytes(b"other")
    assert read_file(read, line, "agreement.md", faults) is None
    [fault] = faults.found
    assert fault.code == "register-damaged" and f"{SHOWN}/{line.folder}/agreement.md" in fault.message
    assert (
        digest_of(b"other") in fault.message
        and SMALL[0].manifest.files["agreement.md"].sha256 in fault.message
    )


def test_a_manifest_that_tells_of_another_event_than_its_line(register: Path) -> None:
    other = manifest_bytes(
        issued("valley/sharing-2024", "0.1", SMALL[0].manifest.state, "2026-03-09").manifest
    )
    ledger = [json.loads(line) for line in (register / "ledger.jsonl").read_bytes().splitlines()][:1]
    ledger[0]["manifest"] = digest_of(other)
    del ledger[0]["digest"]
    ledger[0]["digest"] = digest_of(rfc8785.dumps(ledger[0]))
    (register / "ledger.jsonl").write_bytes(rfc8785.dumps(ledger[0]) + b"\n")
    (register / "sharing-2024/0.1/draft/manifest.json").write_bytes(other)
    assert "tells of another event" in audit(register).faults[0].message


# --- what a writer is not given


def test_a_manifest_that_is_not_sound_is_our_own_fault_and_nothing_is_written(register: Path) -> None:
    before = everything(register)
    wrong = [
        (SMALL[0], SMALL[0].files, SMALL[0].house),  # its folder is there
        (NEXT, {**NEXT.files, "more.md": b""}, NEXT.house),
        (NEXT, {}, NEXT.house),
        (NEXT, NEXT.files, None),
        (NEXT, NEXT.files, {**(NEXT.house or {}), "more.css": b""}),
        (SMALL[3], {}, NEXT.house),
        (issued(LENDING, "0.0", SMALL[0].manifest.state), NEXT.files, NEXT.house),  # its number falls
    ]
    for event, files, house in wrong:
        with pytest.raises(ValueError), writing(register, "issue valley", Faults()) as writer:
            assert writer is not None
            writer.commit(event.manifest, files, house)
        assert everything(register) == before


def test_a_house_that_is_there_is_compared_and_not_written_again(register: Path) -> None:
    [line] = put(register, [issued(LENDING, "0.2", SMALL[0].manifest.state, "2027-04-01")])
    assert line is not None
    house = register / "house" / (SMALL[0].manifest.issue.house if SMALL[0].manifest.issue else "")
    (house / "house.yaml").write_bytes(b"font: Other\n")
    before, faults = everything(register), Faults()
    assert put(register, [issued(LENDING, "0.3", SMALL[0].manifest.state, "2027-04-01")], faults) == [None]
    assert [fault.code for fault in faults.found] == ["register-damaged"] and "house.yaml" in faults.found[
        0
    ].message
    assert everything(register) == before


def test_several_events_in_one_run(tmp_path: Path) -> None:
    faults = Faults()
    with writing(tmp_path / SHOWN, "issue valley", faults) as writer:
        assert writer is not None
        for event in SMALL:
            assert writer.commit(event.manifest, event.files, event.house) == writer.lines[-1]
    assert not faults.found and audit(tmp_path / SHOWN).lines == len(SMALL)
