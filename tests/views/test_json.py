"""The JSON is read back like every other view: what is planted in the file itself is seen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from concordat.diagnostics import Faults
from concordat.language.canonical import from_canonical, to_canonical
from concordat.model.tree import Agreement
from concordat.project.views import compare_views


def held(made: Any) -> Iterator[dict[str, Any]]:
    """Every object of the JSON."""
    if isinstance(made, dict):
        yield made
        for one in made.values():
            yield from held(one)
    elif isinstance(made, list):
        for one in made:
            yield from held(one)


def one(made: Any, identity: str) -> dict[str, Any]:
    return next(found for found in held(made) if found.get("identity") == identity)


def without_a_word(made: Any) -> None:
    text = next(found for found in held(made) if "each week" in str(found.get("text", "")))
    text["text"] = text["text"].replace("each week", "each")


def with_two_swapped(made: Any) -> None:
    first, second = one(made, "recital/wish-price"), one(made, "recital/wish-date")
    first["inlines"], second["inlines"] = second["inlines"], first["inlines"]


def without_a_cell(made: Any) -> None:
    row = next(found for found in held(made) if found.get("is") == "row")
    row["cells"].pop()


def with_another_label(made: Any) -> None:
    found = next(found for found in held(made) if found.get("is") == "provision" and found.get("label"))
    found["label"] += "9"


def seen(agreement: Agreement, plant: Callable[[Any], None]) -> list[str]:
    made = json.loads(to_canonical(agreement))
    plant(made)
    faults = Faults()
    compare_views(agreement, {"json": json.dumps(made).encode()}, faults)
    return [found.message for found in faults.errors]


def test_the_json_is_read_back_whole(agreement: Agreement) -> None:
    assert from_canonical(to_canonical(agreement)) == agreement
    assert seen(agreement, lambda _: None) == []


@pytest.mark.parametrize("plant", [without_a_word, with_two_swapped, without_a_cell])
def test_words_that_differ_in_the_file_are_caught(agreement: Agreement, plant: Callable[[Any], None]) -> None:
    (message,) = seen(agreement, plant)
    assert message.startswith("the json view does not hold the words of the agreement")


def test_a_label_that_differs_in_the_file_is_caught(agreement: Agreement) -> None:
    assert [m for m in seen(agreement, with_another_label) if "the json view does not hold the labels" in m]
