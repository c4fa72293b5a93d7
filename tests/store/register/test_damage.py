"""Whatever is changed in a register, the audit names the first thing that is wrong, by line or by file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from concordat.store.audit import Audit, audit
from concordat.store.register import read_register
from store.register.small import SHARING, SMALL, everything, put

LEDGER = "ledger.jsonl"
SHOWN = "agreements/valley/register"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written") / SHOWN
    assert all(put(folder, SMALL))
    return folder


@pytest.fixture
def register(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / SHOWN))


def flips(path: Path, step: int = 1) -> Iterator[int]:
    """Each offset of a file in turn, while one bit of the byte there is the other way."""
    whole = path.read_bytes()
    try:
        for at in range(0, len(whole), step):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
            yield at
    finally:
        path.write_bytes(whole)


def said(found: Audit) -> str:
    assert found.first is not None, "nothing was found"
    assert found.first.hint
    return found.first.message


def test_a_sound_register_is_sound_and_its_head_is_known(register: Path) -> None:
    lines = read_register(register).lines
    found = audit(register, expect_head=lines[-1].digest)
    assert found.faults == () and found.notes == ()
    assert found.lines == len(SMALL) and found.head == lines[-1].digest


def test_a_bit_anywhere_in_the_ledger(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole, tried = (register / LEDGER).read_bytes(), 0
    for at in flips(register / LEDGER):
        line = whole[:at].count(b"\n") + 1
        found = audit(register)
        assert f"line {line} of the ledger" in said(found), (at, found.first)
        assert found.first and found.first.code == "register-damaged"
        assert len(found.register.lines) == line - 1
        tried += 1
    assert audit(register).faults == () and tried == len(whole)
    with capsys.disabled():
        print(f"\n  {tried} offsets of the ledger: each named by its line")


def test_a_bit_anywhere_in_a_manifest(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tried = 0
    for line in read_register(register).lines:
        path = register / line.folder / "manifest.json"
        for at in flips(path):
            words = said(audit(register))
            assert f"{SHOWN}/{line.folder}/manifest.json" in words and line.manifest in words, at
            assert f"line {line.sequence} of the ledger" in words
            tried += 1
    assert audit(register).faults == () and tried > 4000
    with capsys.disabled():
        print(f"\n  {tried} offsets of manifests: each named by its file, with both digests")


def test_a_bit_in_any_file_beside_a_manifest_or_in_a_house(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tried = 0
    for name in everything(register):
        if name == LEDGER or name.endswith("manifest.json"):
            continue
        for _ in flips(register / name, step=1 if name.endswith(".json") else 7):
            words = said(audit(register))
            assert f"{SHOWN}/{name}" in words and "expected" in words and "found" in words
            tried += 1
    assert audit(register).faults == () and tried > 100
    with capsys.disabled():
        print(f"\n  {tried} offsets of trees, outputs and houses: each named by its file")


def test_a_cut_anywhere_in_the_ledger(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = register / LEDGER
    whole, head, unseen = path.read_bytes(), audit(register).head, []
    for at in range(len(whole)):
        path.write_bytes(whole[:at])
        found, line = audit(register, expect_head=head), whole[:at].count(b"\n") + 1
        codes = {fault.code for fault in found.faults}
        if whole[at : at + 1] == b"\n":  # a whole line that lacks its line feed counts
            assert len(found.register.lines) == line and "register-torn" in codes
            assert any("lacks its line feed" in fault.message for fault in found.faults)
        else:
            assert len(found.register.lines) == line - 1 and "register-head" in codes
            assert ("register-torn" in codes) == (not whole[:at].endswith(b"\n") and at > 0)
        if codes == {"register-head"}:
            unseen.append(at)
    # Without a digest from elsewhere only the last line can be taken off unseen: a folder that no line names is noted.
    assert unseen == [whole[:-1].rindex(b"\n") + 1]
    path.write_bytes(whole[: unseen[0]])
    assert audit(register).faults == ()
    assert any(read_register(register).leftover.folders[0] in note for note in audit(register).notes)
    with capsys.disabled():
        print(
            f"\n  {len(whole)} cuts of the ledger: {len(unseen)} at a line end is seen by the expected digest alone"
        )


@pytest.mark.parametrize("at", range(len(SMALL)))
def test_a_line_deleted_doubled_or_exchanged(register: Path, at: int) -> None:
    path = register / LEDGER
    lines = path.read_bytes().splitlines(keepends=True)
    head = audit(register).head

    def said_of(changed: list[bytes]) -> str:
        path.write_bytes(b"".join(changed))
        return said(audit(register, expect_head=head))

    last = at == len(lines) - 1
    deleted = said_of(lines[:at] + lines[at + 1 :])
    assert ("lines may have been cut off its end" if last else f"line {at + 1} of the ledger") in deleted
    assert f"line {at + 2} of the ledger" in said_of([*lines[: at + 1], *lines[at:]])
    if not last:
        exchanged = [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]
        assert f"line {at + 1} of the ledger" in said_of(exchanged)
        assert f"the number {at + 2}, and {at + 1} is due" in said_of(exchanged)


def test_an_expected_digest_of_an_earlier_line_is_no_fault_and_said(register: Path) -> None:
    found = audit(register, expect_head=read_register(register).lines[3].digest)
    assert found.faults == () and any("has grown by 2 events" in note for note in found.notes)
    assert audit(register, expect_head="0" * 64).faults == ()


def test_a_digest_that_no_line_has(register: Path) -> None:
    found = audit(register, expect_head="f" * 64)
    assert [fault.code for fault in found.faults] == ["register-head"]
    assert found.head in said(found)


@pytest.mark.parametrize("name", ["agreement.md", "agreement.json", "manifest.json"])
def test_a_file_deleted_renamed_or_added(register: Path, name: str) -> None:
    folder = register / "sharing-2024/1.0/for-approval"
    data = (folder / name).read_bytes()
    (folder / name).rename(folder / "other.txt")
    found = audit(register)
    assert f"{name} is not there" in said(found)
    if name != "manifest.json":
        assert "for-approval/other.txt was added" in found.faults[1].message
    (folder / "other.txt").unlink()
    assert f"{name} is not there" in said(audit(register)) and len(audit(register).faults) == 1
    (folder / name).write_bytes(data)
    (folder / "deep").mkdir()
    (folder / "deep" / "note.txt").write_bytes(b"mine")
    assert "deep/note.txt was added" in said(audit(register))


def test_a_folder_that_is_not_there_and_a_link_in_place_of_a_file(register: Path) -> None:
    folder = register / "sharing-2024/1.0/for-approval"
    kept = register.parent / "kept.md"
    (folder / "agreement.md").rename(kept)
    (folder / "agreement.md").symlink_to(kept)
    assert "it is a link" in said(audit(register))
    shutil.rmtree(folder)
    assert "for-approval/manifest.json is not there" in said(audit(register))


def test_the_first_thing_by_the_ledger_comes_first_and_all_are_counted(register: Path) -> None:
    for name in ("sharing-2024/1.0/ended/manifest.json", "sharing-2024/0.1/draft/agreement.md"):
        (register / name).write_bytes(b"other")
    lines = (register / LEDGER).read_bytes().splitlines(keepends=True)
    (register / LEDGER).write_bytes(b"".join(lines[:4]) + b"other\n" + b"".join(lines[5:]))
    found = audit(register)
    assert "0.1/draft/agreement.md" in said(found) and len(found.faults) == 2
    assert "line 5 of the ledger" in found.faults[1].message


def test_what_is_asked_of_one_agreement_hashes_its_files_alone(register: Path) -> None:
    (register / "lending-2024/hill/0.1/draft/agreement.md").write_bytes(b"other")
    assert audit(register, agreements={SHARING}).faults == ()
    assert "lending-2024" in said(audit(register, agreements={"valley/lending-2024/hill"}))


def test_the_house_is_looked_at_too(register: Path) -> None:
    house = next((register / "house").iterdir())
    (house / "more.css").write_bytes(b"p {}")
    assert f"house/{house.name}/more.css was added" in said(audit(register))


@pytest.mark.parametrize(
    "name", [LEDGER, "sharing-2024/1.0/signed-hill/manifest.json", "sharing-2024/0.1/draft/agreement.md"]
)
def test_line_ends_that_git_converted_are_named_for_what_they_are(register: Path, name: str) -> None:
    path = register / name
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    found = audit(register)
    assert "were converted" in said(found) and "git" in said(found) and name in said(found)
    assert found.first and ".gitattributes" in found.first.hint and "-text" in found.first.hint
    assert len(found.faults) == 1 and found.lines == len(SMALL)


def test_a_file_that_had_crlf_and_has_it_no_longer(register: Path) -> None:
    path = register / "sharing-2024/0.1/draft/agreement.pdf"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n").replace(b"\r\r\n", b"\r\n"))
    assert "is not as line 1" in said(audit(register))  # mixed line ends: not what git does
    house = next((register / "house").iterdir()) / "fonts" / "Plain-Regular.ttf"
    house.write_bytes(house.read_bytes().replace(b"\r\n", b"\n"))
    assert any("were converted" in fault.message for fault in audit(register).faults)


def test_a_register_of_which_the_ledger_was_deleted(register: Path) -> None:
    (register / LEDGER).unlink()
    assert "has lost its end" in said(audit(register))


def test_what_is_not_there_is_an_empty_register(tmp_path: Path) -> None:
    found = audit(tmp_path / SHOWN)
    assert found.faults == () and found.notes == () and found.lines == 0 and found.head == "0" * 64
