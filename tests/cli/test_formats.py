"""Messages for programs: the same faults as text, JSON, SARIF and commands of GitHub Actions, from one faulty workspace.

A SARIF log is validated by models that are generated from the schema of the standard (pydantic-sarif).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log
from test_commands import _own_signals, run
from test_messages import FOUND, SOURCES

from concordat import __version__
from concordat.cli.github import as_github
from concordat.cli.messages import in_order
from concordat.cli.sarif import as_sarif
from concordat.diagnostics import CODES, Diagnostic, Related, Span
from support import sharing_workspace, swap

__all__ = ["_own_signals"]  # a fixture that every command needs

Golden = Callable[[Path | str, str], None]
FORMS = ("text", "json", "sarif", "github")
ENDINGS = {"text": "txt", "json": "json", "sarif": "sarif.json", "github": "github.txt"}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with errors and warnings: in a clause, in a definition that another repeats, and in a schedule."""
    folder = sharing_workspace(tmp_path_factory.mktemp("formats") / "w")
    swap(folder, "clauses/sharing/ending.md", "This Agreement ends on", "This Agreement shall  end on")
    swap(folder, "clauses/sharing/ending.md", "[](#one) needs", "[](#nowhere) needs")
    (folder / "clauses" / "definitions" / "more.md").write_text(
        "{#facts} Data\n: the facts, 100% of them.\n", encoding="utf-8"
    )
    return folder


def log(text: str) -> dict[str, Any]:
    """The run of a SARIF log, which the models of the standard's schema accept."""
    Log.model_validate_json(text)
    (found,) = json.loads(text)["runs"]
    return dict(found)


@pytest.mark.parametrize("form", FORMS)
def test_one_faulty_workspace_in_every_form(faulty: Path, golden: Golden, form: str) -> None:
    result = run("check", "--on", "2026-11-25", "--format", form, "-C", faulty)
    assert result.exit_code == 1
    said, silent = (result.stderr, result.stdout) if form == "text" else (result.stdout, result.stderr)
    assert silent == "" and str(faulty) not in said
    golden(
        f"formats/check.{ENDINGS[form]}", said.replace(f'"version": "{__version__}"', '"version": "VERSION"')
    )


def test_every_form_tells_of_the_same_faults(faulty: Path) -> None:
    def printed(form: str) -> str:
        return run("check", "--format", form, "-C", faulty).stdout

    records = json.loads(printed("json"))
    results = log(printed("sarif"))["results"]
    commands = printed("github").splitlines()
    assert len(records) == len(results) == len(commands) > 3
    assert {record["severity"] for record in records} == {"error", "warning"}
    for record, result, command in zip(records, results, commands, strict=True):
        assert (result["ruleId"], result["level"]) == (record["code"], record["severity"])
        assert result.get("properties", {}).get("agreement") == record["agreement"]
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert unquote(place["artifactLocation"]["uri"]) == record["file"]
        assert (region["startLine"], region["startColumn"]) == (record["line"], record["column"])
        assert command.startswith(f"::{record['severity']} file={record['file']},line={record['line']},")
        assert f"col={record['column']},endColumn={region['endColumn']}," in command
        assert f"[{record['code']}]::" in command
    assert printed("sarif") == printed("sarif")


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_a_build_prints_its_messages_alone(faulty: Path, form: str) -> None:
    result = run("build", "--format", form, "-C", faulty)
    assert result.exit_code == 1 and result.stderr == ""
    expected = run("check", "--format", form, "-C", faulty).stdout
    assert result.stdout == expected


@pytest.mark.parametrize("command", ["check", "build", "pack"])
def test_a_workspace_that_is_missing_is_told_in_every_form(tmp_path: Path, command: str) -> None:
    result = run(command, "--format", "sarif", "-C", tmp_path)
    (only,) = log(result.stdout)["results"]
    assert result.exit_code == 2 and only["ruleId"] == "workspace-missing" and only["locations"] == []
    result = run(command, "--format", "github", "-C", tmp_path)
    assert result.exit_code == 2 and result.stdout.startswith("::error title=")


def test_a_form_that_does_not_exist(faulty: Path) -> None:
    result = run("check", "--format", "pdf", "-C", faulty)
    assert result.exit_code == 2 and all(form in result.stderr for form in FORMS)


# --- SARIF


def test_a_log_holds_a_rule_for_each_code_found_and_its_page() -> None:
    found = log(as_sarif(FOUND, SOURCES))
    driver = found["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("concordat", __version__)
    assert [rule["id"] for rule in driver["rules"]] == sorted({one.code for one in FOUND})
    for rule in driver["rules"]:
        assert rule["defaultConfiguration"]["level"] == CODES[rule["id"]].severity.value
        assert rule["help"]["markdown"].startswith("## What is wrong\n")
        assert rule["help"]["text"].startswith("What is wrong\n") and "```" not in rule["help"]["text"]
    for result, diagnostic in zip(found["results"], in_order(FOUND), strict=True):
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == diagnostic.code


def test_a_diagnostic_without_a_place_stands_at_its_agreement() -> None:
    results = log(as_sarif(FOUND, SOURCES))["results"]
    one = next(result for result in results if result["ruleId"] == "words-differ")
    assert one["locations"] == [{"logicalLocations": [{"fullyQualifiedName": "riverside/sharing-2024"}]}]
    assert one["properties"] == {"agreement": "riverside/sharing-2024"}


def test_a_second_place_is_a_related_location() -> None:
    results = log(as_sarif(FOUND, SOURCES))["results"]
    (related,) = next(result for result in results if "relatedLocations" in result)["relatedLocations"]
    assert related["message"] == {"text": "what is being read begins here"}
    assert related["physicalLocation"]["region"]["startLine"] == 2


def test_a_brace_is_no_placeholder_and_a_name_is_an_address() -> None:
    odd = Diagnostic("yaml-key", Span("a b/100%.md", 1, 1), "write {{ fee }}", "as {0}")
    (result,) = log(as_sarif([odd], {}))["results"]
    assert result["message"]["text"] == "Write {{{{ fee }}}}.\nAs {{0}}."
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b/100%25.md"


def test_nothing_found_is_a_log_without_results() -> None:
    assert log(as_sarif([], {}))["results"] == [] and as_github([], {}) == ""


@pytest.mark.parametrize(("column", "length", "end"), [(1, 3, 4), (7, 400, 11), (99, 1, 100), (3, 0, 4)])
def test_the_end_of_a_place_lies_in_its_line(column: int, length: int, end: int) -> None:
    found = [Diagnostic("yaml-key", Span("f", 1, column, length), "m")]
    (result,) = log(as_sarif(found, {"f": "short line\nnext\n"}))["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["endColumn"] == end


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"level": "error"', '"level": "fatal"'),
        ('"startLine": 4', '"startLine": 0'),
        ('"ruleId":', '"rule":'),
        ('"name": "concordat",', ""),
        ('"version": "2.1.0"', '"version": "2.0.0"'),
        ('"columnKind": "unicodeCodePoints"', '"columnKind": "characters"'),
    ],
)
def test_the_models_of_the_schema_catch_a_fault(old: str, new: str) -> None:
    text = as_sarif(FOUND, SOURCES)
    assert old in text
    with pytest.raises(ValidationError):
        log(text.replace(old, new))


# --- GitHub Actions

COMMAND = re.compile(r"::(error|warning) ((?:[A-Za-z]+=[^:,\r\n]*,?)+)::([^\r\n]*)")


def undone(text: str) -> str:
    """A text as the runner reads it back."""
    for sign, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(sign, character)
    return text


@settings(deadline=None)
@given(
    st.text("%,:=\r\n0AD25 a", max_size=12),
    st.text("%,:\r\n0AD25 a", max_size=12),
    st.text("%,:\r\n0AD23 a", max_size=12),
)
def test_a_command_is_one_line_and_is_read_back_whole(file: str, message: str, label: str) -> None:
    diagnostic = Diagnostic(
        "drafting-punctuation", Span(file, 3, 2, 4), message, "", (Related(label, Span("b", 1, 1)),)
    )
    found = COMMAND.fullmatch(as_github([diagnostic], {}))
    assert found is not None
    properties = dict(one.split("=", 1) for one in found[2].split(","))
    assert {name: undone(value) for name, value in properties.items()} == {
        "file": file,
        "line": "3",
        "col": "2",
        "endColumn": "6",
        "title": "doubled spaces, unmatched brackets or quotes [drafting-punctuation]",
    }
    assert undone(found[3]) == f"{message}\n{label}: b:1:1"


def test_a_message_without_a_place_names_its_agreement() -> None:
    lines = as_github(FOUND, SOURCES).splitlines()
    assert any("::riverside/sharing-2024: the pdf view does not hold" in line for line in lines)
