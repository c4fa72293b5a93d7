"""The JSON Schema of a precedent's instructions: sound, complete, and it catches what an editor should mark."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import jsonschema
import pytest
import yaml

from concordat.load.schema import DIALECT, particulars_schema
from concordat.load.workspace import read_workspace
from load.load_support import SOUND


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return particulars_schema(read_workspace(SOUND)[0].library.precedents["loan"])


def as_json(value: object) -> Any:
    """YAML as an editor's checker sees it: dates are texts, keys are texts."""
    if isinstance(value, dict):
        return {str(key): as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def problems(schema: dict[str, Any], text: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(schema)
    return [error.json_path for error in validator.iter_errors(as_json(yaml.safe_load(text)))]


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("varies: loan-2024\neffective: 2024-06-01\nparticulars: {copies: 2}\n", True),
        ("precedent: loan\nrestates: loan-2024\n", True),
        ("varies: loan-2024\nparticulars: {copies: 2}\n", False),
        ("varies: loan-2024\neffective: 2024-06-01\nprecedent: loan\n", False),
        ("varies: loan-2024\neffective: 2024-06-01\nfor_each: members\n", False),
        ("precedent: loan\neffective: 2024-06-01\n", False),
        ("particulars: {copies: 2}\n", False),
        ("precedent: null\n", False),
    ],
)
def test_an_overlay_and_a_base_have_each_its_own_keys(
    schema: dict[str, Any], text: str, passes: bool
) -> None:
    assert (problems(schema, text) == []) is passes


def test_it_is_a_schema_and_the_same_each_time(schema: dict[str, Any]) -> None:
    assert schema["$schema"] == DIALECT
    jsonschema.Draft202012Validator.check_schema(schema)
    again = particulars_schema(read_workspace(SOUND)[0].library.precedents["loan"])
    assert json.dumps(again) == json.dumps(schema)
    asked = schema["$defs"]["Particulars"]["properties"]
    assert list(asked) == ["begins", "loan_days", "fee", "share", "posted", "shelf", "readers", "copies"]
    assert asked["begins"]["description"] == "When does the loan begin?"


def test_the_sound_instructions_pass(schema: dict[str, Any]) -> None:
    assert problems(schema, (SOUND / "agreements/valley/loan-2024.yaml").read_text()) == []


@pytest.mark.parametrize(
    "answer",
    ["fe: x", "fee: 12", "fee: '12'", "shelf: middle", "posted: maybe", "copies: two", "fee: {blank: x, form: y}", "share: '12'",
     "begins: {value: 2024-04-01, status: sure}", "readers: one", "loan_days: soon"],
)  # fmt: skip
def test_a_planted_fault_is_marked(schema: dict[str, Any], answer: str) -> None:
    assert problems(schema, f"precedent: loan\nparticulars: {{{answer}}}\n")


@pytest.mark.parametrize(
    "answer",
    ["fee: '£1.2m'", "fee: {blank: x, from: y, until: signing}", "shelf: {value: lower, source: S}", "loan_days: '2 weeks'", "posted: no",
     "readers: [borrower]"],
)  # fmt: skip
def test_a_sound_answer_passes(schema: dict[str, Any], answer: str) -> None:
    assert problems(schema, f"precedent: loan\nparticulars: {{{answer}}}\n") == []
