"""The commands that write nothing under build/: list, check, blanks, explain, anchor and new."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from concordat.cli.main import app
from concordat.diagnostics import CODES
from store.failing import Failing
from support import change, sharing_workspace

AGREEMENT = "riverside/sharing-2024"


@pytest.fixture(autouse=True)
def _own_signals() -> Iterator[None]:
    """A command takes SIGTERM for itself; the test's own handler comes back."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that no test changes."""
    return sharing_workspace(tmp_path_factory.mktemp("commands") / "w")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A workspace of the test's own."""
    return sharing_workspace(tmp_path / "w")


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.stderr and "fault of its own" not in result.stderr, result.stderr
    return result


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# --- list


def test_list(folder: Path) -> None:
    result = run("list", "-C", folder)
    assert result.exit_code == 0 and not result.stderr
    assert result.stdout == f"{AGREEMENT}  Data Sharing Agreement: Riverside readers’ study\n"
    (record,) = json.loads(run("list", "--json", "-C", folder).stdout)
    assert record == {
        "path": AGREEMENT,
        "title": "Data Sharing Agreement",
        "of": "Riverside readers’ study",
        "varied_from": [],
    }


def test_list_says_from_when_overlays_vary_an_agreement(own: Path) -> None:
    later = "varies: sharing-2024\neffective: {}\nparticulars: {{end_date: {}}}\n"
    change(
        own,
        {
            "agreements/riverside/a-later.yaml": later.format("2024-12-01", "2025-08-31"),
            "agreements/riverside/the-first.yaml": later.format("2024-06-01", "2025-07-31"),
        },
    )
    result = run("list", "-C", own)
    assert result.stdout == (
        f"{AGREEMENT}  Data Sharing Agreement: Riverside readers’ study (varied from 1 June 2024, 1 December 2024)\n"
    )
    for asked in (("list", "--json"), ("list", "--json", "--uses", "publication")):
        (record,) = json.loads(run(*asked, "-C", own).stdout)
        assert record["varied_from"] == ["2024-06-01", "2024-12-01"]


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("publication", True),
        ("data-fields", True),
        ("term/data", True),
        ("data", True),
        ("fields", True),
        ("term/unused-term", False),
    ],
)
def test_list_of_those_that_use_something(folder: Path, name: str, listed: bool) -> None:
    result = run("list", "--uses", name, "-C", folder)
    assert result.exit_code == 0 and (AGREEMENT in result.stdout) == listed


def test_list_of_those_that_use_a_clause_that_was_left_out(own: Path) -> None:
    change(
        own,
        {
            "agreements/riverside/sharing-2025.yaml": "precedent: data-sharing\nparticulars:\n"
            "  start_date: 2025-03-01\n  end_date: 2026-02-28\n  purpose: audit\n",
            # A provision of another clause has the name of that clause.
            "clauses/sharing/ending.md": (own / "clauses/sharing/ending.md").read_text()
            + "1. {#publication} Hilltop must end all publication.\n",
        },
    )
    sharing = own / "clauses/sharing/sharing.md"
    sharing.write_text(
        sharing.read_text(encoding="utf-8").replace("[](#publication)", "[](#publication/results)"),
        encoding="utf-8",
    )
    result = run("list", "--uses", "publication", "-C", own)
    assert result.stdout.split()[0] == AGREEMENT and "sharing-2025" not in result.stdout


@pytest.mark.parametrize(("name", "nearest"), [("publicatoin", "publication"), ("term/dato", "term/data")])
def test_list_of_what_the_library_does_not_hold(folder: Path, name: str, nearest: str) -> None:
    result = run("list", "--uses", name, "-C", folder)
    assert result.exit_code == 2 and result.stdout == ""
    assert f"nothing named “{name}”" in result.stderr and f"Did you mean `{nearest}`?" in result.stderr


def test_list_names_the_agreements_even_where_some_cannot_be_read(own: Path) -> None:
    """What is wrong is told beside them, on standard error, and the exit code says so."""
    wanting = (own / "agreements/precedents/data-sharing.yaml").read_text(encoding="utf-8")
    wanting = wanting.replace("id: data-sharing", "id: wanting").replace(
        "clauses:\n", "clauses:\n  - not-written\n"
    )
    instructions = (own / "agreements/riverside/sharing-2024.yaml").read_text(encoding="utf-8")
    change(
        own,
        {
            "agreements/precedents/wanting.yaml": wanting,
            "agreements/riverside/later.yaml": instructions.replace("data-sharing", "wanting"),
        },
    )
    paths = ["riverside/later", AGREEMENT]
    asked = run("list", "--uses", "publication", "-C", own)
    assert [line.split()[0] for line in asked.stdout.splitlines()] == paths
    assert asked.exit_code == 2 and "not-written" in asked.stderr
    change(own, {"agreements/riverside/other.yaml": "precedent: data-shairng\nparticulars: {}\n"})
    result = run("list", "-C", own)
    assert [line.split()[0] for line in result.stdout.splitlines()] == [paths[0], "riverside/other", paths[1]]
    assert result.exit_code == 2 and "there is no precedent `data-shairng`" in result.stderr
    told = run("list", "--json", "-C", own)
    assert [one["title"] for one in json.loads(told.stdout)][1] == "data-shairng"
    assert told.exit_code == 2 and "data-shairng" in told.stderr
    asked = run("list", "--uses", "publication", "-C", own)  # which hold it is not known
    assert asked.exit_code == 2 and not asked.stdout and "data-shairng" in asked.stderr


def test_list_of_those_that_use_something_where_one_has_an_error(own: Path) -> None:
    instructions = own / "agreements/riverside/sharing-2024.yaml"
    text = instructions.read_text(encoding="utf-8")
    change(own, {"agreements/riverside/late.yaml": text.replace("end_date: 2025", "end_date: 2023")})
    result = run("list", "--uses", "publication", "-C", own)
    assert result.stdout.split()[0] == "riverside/late" and AGREEMENT in result.stdout
    assert result.exit_code == 1 and "late.yaml" in result.stderr


# --- check


def test_check_of_a_sound_workspace_says_so(own: Path) -> None:
    """Warnings alone are no failure; nothing at all is said to be nothing."""
    result = run("check", "-C", own)
    assert result.exit_code == 0 and result.stderr.endswith("no errors, 6 warnings\n")
    instructions = own / "agreements/riverside/sharing-2024.yaml"
    instructions.write_text(instructions.read_text() + "  fee: '£1,250.50'\n  purpose: research\n")
    change(own, {"schedules/data/fields.csv": "name,form,cost,status\ntitle,text,£20.10,confirmed\n"})
    for name, old, new in [
        ("parties/bodies.yaml", " {{7*7}}", ""),
        ("clauses/definitions/terms.md", "{#unused-term} Unused Term\n: a term that nothing uses.\n", ""),
    ]:
        text = (own / name).read_text(encoding="utf-8")
        assert old in text
        (own / name).write_text(text.replace(old, new), encoding="utf-8")
    result = run("check", "-C", own)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "1 agreements: nothing to say\n", "")


def test_check_reports_all_faults_of_all_files_at_once(own: Path) -> None:
    change(
        own,
        {
            "parties/more.yaml": "parties: {a: 1, a: 2}\n",
            "clauses/sharing/more.md": "no head\n",
            "schedules/data/fields.csv": "name,form\na,b,c\n",
        },
    )
    result = run("check", "-C", own)
    assert result.exit_code == 2
    for code in ("yaml-duplicate-key", "front-matter", "table-malformed"):
        assert f"[{code}]" in result.stderr
    assert " 1 | parties: {a: 1, a: 2}\n   |                 ^\n" in result.stderr


def test_check_as_json_is_json_alone(own: Path) -> None:
    change(own, {"clauses/sharing/more.md": "no head\n"})
    result = run("check", "--format", "json", "-C", own)
    assert result.exit_code == 2 and result.stderr == ""
    assert "front-matter" in {record["code"] for record in json.loads(result.stdout)}


def test_check_judges_by_the_day_that_is_given(folder: Path) -> None:
    assert run("check", "--on", "2030-01-01", "-C", folder).exit_code == 0
    result = run("check", "--on", "1.4.2025", "-C", folder)
    assert result.exit_code == 2 and "--on 1.4.2025: write the day as YYYY-MM-DD" in result.stderr


@pytest.mark.parametrize("command", [["check"], ["build"], ["blanks"]])
def test_an_agreement_that_is_not_there_gets_the_nearest_name(folder: Path, command: list[str]) -> None:
    result = run(*command, "riverside/sharing-2042", "-C", folder)
    assert result.exit_code == 2
    assert "no agreement is named “riverside/sharing-2042” [agreement-unknown]" in result.stderr
    assert f"Did you mean {AGREEMENT}?" in result.stderr


@pytest.mark.parametrize("name", ["riverside", "riverside/", "*/sharing-*", f"agreements/{AGREEMENT}.yaml"])
def test_names_of_agreements(folder: Path, name: str) -> None:
    result = run("blanks", name, "-C", folder)
    assert result.exit_code == 0 and f"    {AGREEMENT}: Particulars, Contact" in result.stdout


def test_the_place_in_a_file_from_windows_is_the_right_one(own: Path) -> None:
    """A byte order mark, line ends of two characters and a letter in two parts move no caret."""
    text = "name: Cafe\u0301 study\r\nregion: R\r\nmembers: [riverside-library, hilltop-universty]\r\n"
    (own / "agreements/riverside/committee.yaml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    for command in ("check", "list"):
        stderr = run(command, "-C", own).stderr
        assert "agreements/riverside/committee.yaml:3:30: error:" in stderr
        assert " 3 | members: [riverside-library, hilltop-universty]\n" in stderr
        line = next(line for line in stderr.splitlines() if "^" in line)
        assert line.index("^") - len(" 3 | ") == 29


# --- explain


def test_explain_a_place_by_identity_and_by_label(folder: Path) -> None:
    by_label = run("explain", AGREEMENT, "2.1", "-C", folder)
    assert by_label.exit_code == 0
    assert by_label.stdout == run("explain", AGREEMENT, "sharing/send", "-C", folder).stdout
    assert "clauses/sharing/sharing.md:8:1" in by_label.stdout
    record = json.loads(run("explain", AGREEMENT, "2.1", "--json", "-C", folder).stdout)
    assert record["identity"] == "sharing/send" and record["present"] is True


def test_explain_what_is_not_there(folder: Path) -> None:
    result = run("explain", AGREEMENT, "99.9", "-C", folder)
    assert result.exit_code == 2 and "has no place “99.9”" in result.stderr
    result = run("explain", "riverside/sharing-2042", "2.1", "-C", folder)
    assert result.exit_code == 2 and f"Did you mean {AGREEMENT}?" in result.stderr
    result = run("explain", AGREEMENT, "-C", folder)
    assert result.exit_code == 2 and "no place is named" in result.stderr


@pytest.mark.parametrize("code", sorted(CODES))
def test_explain_a_code(code: str) -> None:
    result = run("explain", code)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].lower() == f"# {CODES[code].title} [{code}]".lower()
    for heading in ("What is wrong", "Why it matters", "How to cure it"):
        assert f"\n## {heading}\n" in result.stdout


def test_explain_a_code_as_json() -> None:
    record = json.loads(run("explain", "yaml-tag", "--json").stdout)
    assert record["code"] == "yaml-tag" and record["page"].startswith("# Tags are not allowed")


def test_explain_a_code_that_is_none(folder: Path) -> None:
    result = run("explain", "yaml-tgas", "-C", folder)
    assert result.exit_code == 2 and "Did you mean `yaml-tag`?" in result.stderr


# --- anchor


UNANCHORED = "---\r\nid: more\r\ntitle: More\r\nwording: model\r\nsignificance: 1\r\n---\r\n1. A body must act.\r\n   1. {#b} It may not.\r\n"


def test_anchor_writes_what_is_missing_and_touches_nothing_else(own: Path) -> None:
    path = own / "clauses/sharing/more.md"
    path.write_bytes(UNANCHORED.encode())
    path.chmod(0o600)
    change(
        own,
        {
            "clauses/README.md": "1. A list.\n",
            "agreements/riverside/local/x.md": UNANCHORED,
            "notes.md": "1. A note.\n",
        },
    )
    before = bytes_of(own)
    result = run("anchor", "-C", own)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "clauses/sharing/more.md\n", "")
    after = bytes_of(own)
    changed = UNANCHORED.replace("1. A body must act.", "1. {#body-must-act} A body must act.")
    assert after == {**before, "clauses/sharing/more.md": changed.encode()}
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = run("anchor", "-C", own)
    assert (again.exit_code, again.stdout) == (0, "every provision has an anchor\n")
    assert bytes_of(own) == after


def test_anchor_of_the_files_that_are_named(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(own, {"agreements/riverside/local/x.md": UNANCHORED, "clauses/sharing/more.md": UNANCHORED})
    monkeypatch.chdir(own)
    result = run("anchor", "agreements/riverside/local/x.md")
    assert result.stdout == "agreements/riverside/local/x.md\n"
    assert (own / "clauses/sharing/more.md").read_bytes() == UNANCHORED.encode()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("README.md", "file-name"),
        ("agreements/riverside/committee.yaml", "file-name"),
        ("clauses/none.md", "file-missing"),
        ("clauses", "file-missing"),
        ("../outside.md", "path-outside"),
    ],
)
def test_anchor_refuses_what_holds_no_provisions(own: Path, name: str, code: str) -> None:
    change(own, {"README.md": "1. A list.\n", "../outside.md": "1. A list.\n"})
    before = bytes_of(own.parent)
    result = run("anchor", own / name, "-C", own)
    assert result.exit_code == 2 and f"[{code}]" in result.stderr
    assert bytes_of(own.parent) == before


def test_anchor_leaves_a_link_a_link(own: Path) -> None:
    (own / "clauses/sharing/more.md").write_bytes(UNANCHORED.encode())
    link = own / "clauses/sharing/other.md"
    try:
        link.symlink_to("more.md")
    except OSError:
        pytest.skip("no links here")
    assert run("anchor", link, "-C", own).exit_code == 0
    assert link.is_symlink() and b"{#body-must-act}" in (own / "clauses/sharing/more.md").read_bytes()


def test_anchor_of_a_file_that_cannot_be_read_or_written(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (own / "clauses/sharing/latin.md").write_bytes("1. Ein Stück.\n".encode("latin-1"))
    (own / "clauses/sharing/more.md").write_bytes(UNANCHORED.encode())
    before = bytes_of(own)
    Failing(monkeypatch, "write", 1)
    result = run("anchor", "-C", own)
    monkeypatch.undo()
    assert result.exit_code == 3
    assert "[file-encoding]" in result.stderr
    assert "clauses/sharing/more.md could not be written: planted [output-not-writable]" in result.stderr
    assert bytes_of(own) == before


# --- new


@pytest.fixture
def content(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """A small library in place of the one that is shipped."""
    monkeypatch.setattr("concordat.project.new.content_folder", lambda: folder)
    return folder


def test_new_makes_a_workspace_that_is_sound(content: Path, tmp_path: Path) -> None:
    (content / "clauses" / ".hidden").write_bytes(b"")
    result = run("new", tmp_path / "far" / "made")
    assert result.exit_code == 0 and "Now: cd" in result.stdout
    made, source = bytes_of(tmp_path / "far" / "made"), bytes_of(content)
    (content / "clauses" / ".hidden").unlink()
    del source["clauses/.hidden"]
    assert {k: v for k, v in made.items() if k not in ("README.md", ".gitignore")} == source
    assert b"concordat build" in made["README.md"]
    assert run("check", "-C", tmp_path / "far" / "made").exit_code == 0


@pytest.mark.parametrize("name", ["notes.txt", ".git"])
def test_new_refuses_a_folder_that_is_not_empty(content: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"mine")
    result = run("new", tmp_path)
    assert result.exit_code == 3 and "is not an empty folder [output-not-writable]" in result.stderr
    assert bytes_of(tmp_path) == {name: b"mine"}


def test_new_refuses_a_file_and_names_it(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "made").write_bytes(b"mine")
    monkeypatch.chdir(tmp_path)
    result = run("new", "made")
    assert result.exit_code == 3 and "error: made is not an empty folder" in result.stderr
    result = run("new", ".")
    assert result.exit_code == 3 and "error: . is not an empty folder" in result.stderr
    assert bytes_of(tmp_path) == {"made": b"mine"}


def test_new_takes_a_folder_that_is_empty(content: Path, tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    assert run("new", tmp_path / "made").exit_code == 0
    shutil.rmtree(tmp_path / "made")


def test_new_leaves_nothing_where_it_fails(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Failing(monkeypatch, "write", 5)
    result = run("new", tmp_path / "made")
    assert result.exit_code == 3
    assert "could not be written: planted [output-not-writable]" in result.stderr
    assert not (tmp_path / "made").exists()
