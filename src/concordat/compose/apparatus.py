"""What shows that a tree is a draft, or which version of it was issued, in the words of the house."""

from __future__ import annotations

import re
from collections.abc import Mapping

from concordat.model.library import House
from concordat.model.register import State
from concordat.model.tree import Apparatus, Group

_BRACED = re.compile(r"\{([a-z]+)\}")


def apparatus_of(
    house: House, *, example: bool = False, stand_ins: str = "", variations: str = ""
) -> Apparatus:
    """The apparatus of a draft; of an `example` in its own words. `stand_ins` names the places that are stand-ins, and
    `variations` those whose changes the text holds.
    """
    said = house.example_statement if example else house.draft_statement
    if variations and house.consolidated:
        said = f"{said} {house.consolidated.replace('{variations}', variations)}"
    return Apparatus(
        house.example_mark if example else house.draft_mark,
        _statement(house, said, stand_ins),
        house.example_note if example else house.draft_note,
        "draft, not issued",
        house.contents_heading,
        house.page_words,
    )


def issued_apparatus(
    house: House, state: State, said: Mapping[str, str], control: Group, *, example: bool, stand_ins: str
) -> Apparatus:
    """The apparatus of an issued copy.

    `said` holds what the words of the house may name: `version`, `date` as it prints, `digest` of the text, `title`.
    `control` is what is printed of the version between cover and contents.
    """
    words, values = house.issued, {**said, "state": state.value}
    statements = {State.FOR_APPROVAL: words.for_approval, State.FOR_SIGNATURE: words.for_signature}
    statement = words.example if example else statements.get(state, house.draft_statement)
    mark = house.draft_mark if state is State.DRAFT else state.value.upper()
    return Apparatus(
        f"{house.example_mark}, {mark}" if example else mark,
        _statement(house, _filled(statement, values), stand_ins),
        _filled(words.example_note if example else words.note, values),
        _filled(words.version, values),
        house.contents_heading,
        house.page_words,
        control,
        _filled(words.signature, values) if state is State.FOR_SIGNATURE else None,
    )


def redline_apparatus(house: House, said: Mapping[str, str], control: Group, *, example: bool) -> Apparatus:
    """The apparatus of a redline. `said` holds what the words of the house may name: `old`, `new`, `title`; `control` is
    what is printed of the changes between cover and contents."""
    words = house.redline
    return _of_changes(
        house, (words.mark, words.statement, words.note, words.version), said, control, example
    )


def board_apparatus(house: House, said: Mapping[str, str], *, example: bool) -> Apparatus:
    """The apparatus of a board's page of changes; as of a redline."""
    words = house.redline
    forms = (words.board_mark, words.board_statement, words.board_note, words.board_version)
    return _of_changes(house, forms, said, None, example)


def _of_changes(
    house: House, forms: tuple[str, str, str, str], said: Mapping[str, str], control: Group | None, example: bool
) -> Apparatus:  # fmt: skip
    mark, statement, note, version = (_filled(form, said) for form in forms)
    if example:
        statement, note = f"{statement} {house.issued.example}", f"{note}. {house.example_mark}"
    return Apparatus(
        mark, statement, note, f"{version[:1].upper()}{version[1:]}", house.contents_heading, house.page_words, control
    )  # fmt: skip


def _statement(house: House, said: str, stand_ins: str) -> str:
    """What the cover says: the statement, which places are stand-ins, and that nobody has adopted the text."""
    stated = [said]
    if stand_ins and house.stand_ins:
        stated.append(house.stand_ins.format(places=stand_ins))
    if not house.adopter:
        stated.append(house.unapproved)
    return " ".join(stated)


def _filled(form: str, values: Mapping[str, str]) -> str:
    """The form with what stands in its braces; what is filled in is not read again."""
    return _BRACED.sub(lambda found: values.get(found[1], found[0]), form)
