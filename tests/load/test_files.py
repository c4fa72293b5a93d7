"""Files and folders as the world has them: encodings, limits, links, names, and what is accepted by stated rule."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from concordat.diagnostics import Faults
from concordat.load.files import LARGEST, WorkspaceFiles
from concordat.load.workspace import read_workspace
from load.load_support import as_text, workspace_with

CLAUSE = "clauses/lending/lending.md"


def found(root: Path) -> list[tuple[str, str]]:
    _, faults = read_workspace(root)
    return [(str(fault.span), fault.code) for fault in faults.found]


def test_no_workspace(tmp_path: Path) -> None:
    for root in (tmp_path / "none", tmp_path):
        workspace, faults = read_workspace(root)
        assert [fault.code for fault in faults.found] == ["workspace-missing"]
        assert not workspace.library.entries


def test_a_mark_at_the_beginning_and_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    root = workspace_with(None, tmp_path)
    plain, _ = read_workspace(root)
    for path in (CLAUSE, "parties/people.yaml", "schedules/data/books.csv", "clauses/definitions/terms.md"):
        file = root / path
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    marked, faults = read_workspace(root)
    assert faults.found == []
    assert marked.library == plain.library
    assert marked.parties == plain.parties
    assert marked.digests != plain.digests


def test_letters_take_their_composed_form(tmp_path: Path) -> None:
    root = workspace_with(None, tmp_path)
    file = root / "parties/people.yaml"
    file.write_bytes(file.read_bytes().replace(b"Reading Room", "Caf\u0065\u0301 Dw\u0302r".encode()))
    workspace, faults = read_workspace(root)
    assert faults.found == []
    assert workspace.parties["borrower"].value["legal_name"].value == "The Café Dŵr"  # type: ignore[index, call-overload, union-attr]


@pytest.mark.parametrize(
    "data", [b"\xff\xfea\0", b"\xfe\xff\0a", b"i\0d\0", "é".encode("latin-1"), b"\x80\x81"]
)
def test_what_is_not_utf_8_is_named(tmp_path: Path, data: bytes) -> None:
    root = workspace_with(None, tmp_path)
    (root / CLAUSE).write_bytes(data)
    assert (f"{CLAUSE}:1:1", "file-encoding") in found(root)


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    root = workspace_with(None, tmp_path)
    (root / CLAUSE).write_bytes(b"x" * (LARGEST + 1))
    with (root / "parties/people.yaml").open("wb") as file:
        file.truncate(50_000_000)
    places = found(root)
    assert (f"{CLAUSE}:1:1", "file-too-large") in places
    assert ("parties/people.yaml:1:1", "file-too-large") in places


def test_a_text_of_a_million_characters_meets_a_limit(tmp_path: Path) -> None:
    root = workspace_with(None, tmp_path)
    file = root / "agreements/valley/loan-2024.yaml"
    file.write_text(file.read_text().replace("1 River Street", "x" * 1_000_000))
    assert found(root) == [("agreements/valley/loan-2024.yaml:7:14", "text-too-long")]


def test_ten_thousand_rows_are_read(tmp_path: Path) -> None:
    root = workspace_with(None, tmp_path)
    rows = "".join(f"B{number},Book {number},£1.50,confirmed,CAT\n" for number in range(10_000))
    (root / "schedules/data/books.csv").write_text("code,title,price,status,source\n" + rows)
    workspace, faults = read_workspace(root)
    assert faults.found == []
    assert workspace.library.datasets["books"].rows[9_999].key == "b9999"


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    root = workspace_with(None, tmp_path)
    secret = tmp_path / "secret.md"
    secret.write_text((root / CLAUSE).read_text().replace("id: lending", "id: secret"))
    (root / "clauses/lending/secret.md").symlink_to(secret)
    (root / "clauses/outside").symlink_to(tmp_path)
    (root / "clauses/loop").symlink_to(root / "clauses/loop")
    workspace, faults = read_workspace(root)
    places = {(str(fault.span), fault.code) for fault in faults.found}
    assert ("clauses/lending/secret.md:1:1", "path-outside") in places
    assert ("clauses/outside:1:1", "path-outside") in places
    assert "secret" not in workspace.library.entries
    assert not any("secret" in source for source in workspace.sources)


@pytest.mark.parametrize("folder", ["clauses", "agreements/valley/local"])
def test_a_folder_that_is_a_link_out_is_not_followed(tmp_path: Path, folder: str) -> None:
    root = workspace_with(None, tmp_path)
    outside = tmp_path / "outside"
    if (root / folder).exists():
        (root / folder).rename(outside)
    else:
        outside.mkdir()
        (outside / "lending.md").write_text((root / CLAUSE).read_text())
        with (root / "agreements/valley/loan-2024.yaml").open("a") as file:
            file.write(
                "deviations:\n  - {clause: lending, text: local/lending.md, replaces: 'ab', reason: Ours.}\n"
            )
    (root / folder).symlink_to(outside)
    workspace, faults = read_workspace(root)
    assert "path-outside" in {fault.code for fault in faults.found}
    assert not any(source.startswith(folder) for source in workspace.sources)


def test_a_link_within_the_workspace_is_followed(tmp_path: Path) -> None:
    root = workspace_with(None, tmp_path)
    text = (root / CLAUSE).read_text().replace("id: lending", "id: giving")
    (root / "giving-kept.md").write_text(text)
    (root / "clauses/lending/giving.md").symlink_to(root / "giving-kept.md")
    workspace, faults = read_workspace(root)
    assert faults.found == []
    assert "giving" in workspace.library.entries


@pytest.mark.skipif(os.name == "nt", reason="Windows has one file of such names")
def test_names_that_differ_in_capitals_alone(tmp_path: Path) -> None:
    root = workspace_with(None, tmp_path)
    (root / "clauses/lending/Lending.md").write_text((root / CLAUSE).read_text())
    assert ("clauses/lending/lending.md:1:1", "file-name") in found(root)


@pytest.mark.parametrize(
    "name", ["con.md", "a b.md", "Ä.md", "a..md", "-a.md", "x" * 200 + ".md", "a\n.md", "nul.md"]
)
def test_a_name_that_cannot_be_used_is_never_opened(tmp_path: Path, name: str) -> None:
    root = workspace_with(None, tmp_path)
    (root / "clauses/lending" / name).write_bytes(b"\xff")  # would be file-encoding if it were opened
    _, faults = read_workspace(root)
    assert [fault.code for fault in faults.found] == ["identity-invalid"]
    assert "\n" not in str(faults.found[0].span)


def test_hidden_files_and_what_is_not_read_are_left_alone(tmp_path: Path) -> None:
    root = workspace_with(None, tmp_path)
    for name in (
        "clauses/.DS_Store",
        "clauses/README.md",
        "clauses/lending/lending.md~",
        "schedules/data/notes.ods",
    ):
        (root / name).write_bytes(b"\xff")
    assert found(root) == []


def test_reading_goes_on_after_a_fault_and_order_is_the_same(tmp_path: Path) -> None:
    root = workspace_with(None, tmp_path)
    (root / CLAUSE).write_text("no head\n")
    (root / "schedules/tables/books-list.yaml").write_text("id: [\n")
    first, second = read_workspace(root), read_workspace(root)
    assert as_text(first[1]) == as_text(second[1])
    assert list(first[0].library.precedents) == ["loan"]
    assert {"front-matter", "yaml-syntax"} <= {fault.code for fault in first[1].found}


def test_a_file_that_is_not_there() -> None:
    faults = Faults()
    assert WorkspaceFiles(Path("/nonexistent"), faults).read_text("a.md") is None
    assert [fault.code for fault in faults.found] == ["file-missing"]


def test_one_character_deleted_anywhere_never_raises(tmp_path: Path) -> None:
    root = workspace_with(None, tmp_path)
    for path in sorted(root.rglob("*.yaml")) + sorted(root.rglob("*.md")):
        data = path.read_bytes()
        for at in range(0, len(data), max(1, len(data) // 12)):
            path.write_bytes(data[:at] + data[at + 1 :])
            read_workspace(root)
        path.write_bytes(data)
    assert found(root) == []
