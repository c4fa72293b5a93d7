"""What filters take: a list, a column of its entries, a name in brackets."""

from __future__ import annotations

from collections.abc import Mapping

from concordat.language import operations
from concordat.language.nearest import nearest
from concordat.language.trouble import Trouble
from concordat.model.data import Blank, Datum


def members_of(datum: Datum, name: str) -> tuple[Datum, ...]:
    """The members of a list. Raises Trouble where it is none."""
    if isinstance(datum.value, tuple):
        return datum.value
    raise Trouble(
        "expression-forbidden", f"`| {name}` takes a list, and this is {operations.kind(datum)}", "", name
    )


def column_of(member: Datum, column: str) -> Datum:
    """What an entry holds under the name of a column. Raises Trouble where it holds nothing of that name."""
    if not isinstance(member.value, Mapping):
        raise Trouble(
            "expression-forbidden",
            f"{operations.kind(member)} has no column “{column}”",
            "use it on a list of entries",
        )
    found = member.value.get(column)
    if found is None:
        like = nearest(column, member.value)
        raise Trouble(
            "expression-name",
            f"an entry of this list has no “{column}”",
            f"did you mean “{like}”?" if like else "",
            column,
        )
    return found


def name_in(datum: Datum, name: str) -> str:
    """The text in a filter's brackets. Raises Trouble where there is another thing."""
    if isinstance(datum.value, str):
        return datum.value
    raise Trouble(
        "expression-forbidden", f"`| {name}` takes a name in quotation marks in its brackets", "", name
    )


def first_blank(data: tuple[Datum, ...]) -> Datum | None:
    """The first blank among data, if there is one."""
    return next((datum for datum in data if isinstance(datum.value, Blank)), None)
