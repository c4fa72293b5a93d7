"""The commands of the register, as a person gives them: what they print, their exit codes, and a seal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.test_commands import _own_signals, run
from life_steps import DALE, valley
from pdf.signing import PASSWORD, key_file, sign
from support import change

__all__ = ["_own_signals"]

OVER = (
    "--accept",
    "stand-in",
    "--reason",
    "No national text",
    "--accept",
    "blank-due",
    "--reason",
    "Named later",
)
REGISTER = "agreements/valley/register"


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a version for signature under the seal of the body that issued it."""
    root = valley(tmp_path_factory.mktemp("sealed"))
    (root / "seal.p12").write_bytes(key_file("County Library Trust", until=2040))
    (root / "passphrase").write_bytes(PASSWORD + b"\n")
    assert (
        run("issue", DALE, "--state", "for-approval", "--on", "2024-02-01", *OVER, "-C", root).exit_code == 0
    )
    for party in ("county-library", "dale-branch"):
        given = (
            "--party",
            party,
            "--decided",
            "2024-02-05",
            "--body",
            "Board",
            "--minute",
            "7",
            "--on",
            "2024-02-06",
        )
        assert run("approve", DALE, *given, "-C", root).exit_code == 0
    key = ("--seal", root / "seal.p12", "--passphrase", root / "passphrase")
    made = run("issue", DALE, "--state", "for-signature", "--on", "2024-02-10", *OVER, *key, "-C", root)
    assert made.exit_code == 0, made.stderr
    return root


def test_a_whole_life_on_the_command_line(tmp_path: Path) -> None:
    root = valley(tmp_path)
    drafted = run("issue", DALE, "--on", "2024-01-05", "-C", root)
    assert drafted.exit_code == 0
    assert f"{DALE}, version 0.1: issued as a draft (draft), line 1 of the ledger" in drafted.stdout
    refused = run("issue", DALE, "--state", "for-approval", "--on", "2024-02-01", "-C", root)
    assert refused.exit_code == 1 and "[stand-in]" in refused.stderr and "[blank-due]" in refused.stderr
    told = json.loads(run("history", "-C", root, "--json").stdout)
    assert [step["version"] for step in told["registers"][0]["steps"]] == ["0.1"]
    head = told["registers"][0]["head"]
    assert head in drafted.stdout
    assert run("verify", "--fast", "--expect-head", head, "-C", root).exit_code == 0
    assert run("verify", "--fast", "--expect-head", "1" * 64, "-C", root).exit_code == 1
    assert run("history", f"{DALE}@1.0", "-C", root).exit_code == 2
    assert "there was nothing to set aside" in run("repair", "-C", root).stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("issue", DALE, "--state", "final"), "--state final: write draft, for-approval, for-signature"),
        (("issue", DALE, "--accept", "stand-in"), "give one reason for each code"),
        (("issue", DALE, "--on", "tomorrow"), "--on tomorrow: write the day as YYYY-MM-DD"),
        (("issue", "valley"), "names 6 agreements"),
        (("issue", "hill"), "no agreement is named “hill”"),
        (
            ("approve", "hill/loan", "--party", "x", "--decided", "2024-01-01"),
            "no footprint holds “hill/loan”",
        ),
        (("check", DALE, "--text-from", "spring"), "--text-from spring: write the day"),
        (("history", "hill"), "there is no register for “hill”"),
        (("verify", "hill"), "there is no register for “hill”"),
        (("repair", "hill"), "there is no register for “hill”"),
    ],
)
def test_what_is_asked_wrongly_is_told(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    root = valley(tmp_path)
    result = run(*arguments, "-C", root)
    assert result.exit_code == 2 and words in result.stderr
    assert not (root / REGISTER).exists()


def test_what_is_issued_is_the_workspaces_own_text(sealed: Path) -> None:
    result = run("issue", f"{DALE}@1.0", "--on", "2024-03-01", "-C", sealed)
    assert result.exit_code == 2 and "is a version already" in result.stderr


def test_the_text_of_a_day_is_checked_and_issued(tmp_path: Path) -> None:
    root = valley(tmp_path)
    text = "varies: loan-2024\neffective: 2024-06-01\nparticulars: {loan_weeks: 9}\n"
    change(root, {"agreements/valley/later.yaml": text})
    for day, weeks in (("2024-05-31", "3 weeks"), ("2024-06-01", "9 weeks")):
        assert run("check", DALE, "--text-from", day, "-C", root).exit_code == 0
        made = run("issue", DALE, "--text-from", day, "--on", "2024-07-01", "-C", root)
        assert made.exit_code == 0, made.stderr
        version = "0.1" if weeks == "3 weeks" else "0.2"
        issued = root / REGISTER / f"loan-2024/dale-branch/{version}/draft/agreement.md"
        assert weeks in issued.read_text("utf-8")
    later = (root / REGISTER / "loan-2024/dale-branch/0.2/draft/agreement.md").read_text("utf-8")
    assert "has effect from 1 June 2024" in later and "a consolidation, which is unofficial" in later


def test_a_seal_is_verified_again(sealed: Path) -> None:
    folder = sealed / REGISTER / "loan-2024/dale-branch/1.0/for-signature"
    issued, data = (folder / "agreement.pdf").read_bytes(), (folder / "sealed.pdf").read_bytes()
    assert data.startswith(issued) and len(data) > len(issued)
    result = run("verify", "-C", sealed)
    assert result.exit_code == 0 and "2 copies made again, 2 of them the same byte for byte" in result.stdout


def test_a_key_that_cannot_be_used_is_told(sealed: Path) -> None:
    wrong = sealed / "wrong"
    wrong.write_bytes(b"shut")
    name = "valley/loan-2024/elm-branch"
    for key in (("--seal", sealed / "seal.p12", "--passphrase", wrong), ("--seal", sealed / "none.p12")):
        result = run("issue", name, "--on", "2024-02-10", *key, "-C", sealed)
        assert result.exit_code == 1 and "[record-incomplete]" in result.stderr
    assert name not in run("history", "-C", sealed).stdout


def test_what_came_back_changed_is_refused_and_what_a_service_signed_is_taken(
    sealed: Path, tmp_path: Path
) -> None:
    folder = sealed / REGISTER / "loan-2024/dale-branch/1.0/for-signature"
    service = sign((folder / "sealed.pdf").read_bytes(), "sign.county-library", "A. Reader")
    good, changed = tmp_path / "signed.pdf", tmp_path / "changed.pdf"
    good.write_bytes(service)
    broken = bytearray(service)
    broken[len((folder / "agreement.pdf").read_bytes()) // 2] ^= 1
    changed.write_bytes(broken)
    asked = ("sign", DALE, "--party", "county-library", "--signatory", "A. Reader", "--capacity", "Chair",
             "--signed", "2024-02-20", "--on", "2024-02-20", "--envelope", "E-1", "-C", sealed)  # fmt: skip
    refused = run(*asked, "--file", changed)
    assert refused.exit_code == 1 and "[signed-file]" in refused.stderr
    taken = run(*asked, "--file", good, "--json")
    assert taken.exit_code == 0, taken.stderr
    assert json.loads(taken.stdout)["lacking"] == ["dale-branch"]
    manifest = json.loads(
        (sealed / REGISTER / "loan-2024/dale-branch/1.0/signed-county-library/manifest.json").read_bytes()
    )
    assert manifest["signing"]["relation"] == "the issued copy with signatures added"
    assert (
        sealed / REGISTER / "loan-2024/dale-branch/1.0/signed-county-library/signed.pdf"
    ).read_bytes() == service
