"""What the operators of expressions do to data: comparison and arithmetic, exact and between like things
only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Context, Decimal

from concordat.language.trouble import Trouble
from concordat.model.data import Blank, Choice, Datum, Link, Money, Percentage, Period, Scalar, Scale

Bare = str | bool | int | Decimal | date
"""What Python compares."""

_EXACT = Context(prec=34)
_LARGEST = Decimal(10) ** 20
_EMPTY = "nothing"
_YES_NO = "yes or no"
_NUMBER = "a number"
_MONEY = "a sum of money"
_PERCENTAGE = "a percentage"
_PERIOD = "a period"
_DATE = "a date"
_WORDS = "words"


def kind(datum: Datum) -> str:
    """What a datum is, in the words of a message: "a date", "words", "a list"."""
    value = datum.value
    if value is None:
        return _EMPTY
    if isinstance(value, bool):
        return _YES_NO
    names: tuple[tuple[type | tuple[type, ...], str], ...] = (
        ((int, Decimal), _NUMBER),
        (Money, _MONEY),
        (Percentage, _PERCENTAGE),
        (Period, _PERIOD),
        (date, _DATE),
        ((str, Choice), _WORDS),
        (Link, "a link"),
        (Blank, "a blank"),
        (tuple, "a list"),
    )
    return next((name for types, name in names if isinstance(value, types)), "a set of answers")


def truth(datum: Datum) -> bool:
    """The yes or no of a datum; Trouble where it is neither."""
    if isinstance(datum.value, bool):
        return datum.value
    raise Trouble(
        "condition-not-yes-no",
        f"this is {kind(datum)}, where yes or no is wanted",
        "compare it: `== …`, `> 0`, `| count > 0`",
    )


def equal(left: Datum, right: Datum) -> bool:
    """Whether two data are the same. A choice is its slug; a party or row is its key; an empty cell equals
    nothing.

    Unlike things are a fault, not an answer: a date never equals words.
    """
    if left.value is None or right.value is None:
        return left.value is None and right.value is None
    if isinstance(left.value, Mapping) or isinstance(right.value, Mapping):
        return _key(left) == _key(right)
    if isinstance(left.value, Link) and isinstance(right.value, Link):
        return left.value == right.value
    one, other = _comparable(left, right)
    return bool(one == other)


def _key(datum: Datum) -> str:
    if isinstance(datum.value, Mapping) and datum.key is not None:
        return datum.key
    if isinstance(datum.value, str):
        return datum.value
    raise Trouble(
        "expression-forbidden",
        f"{kind(datum)} cannot be compared with an entry",
        "compare with its key, in quotation marks",
    )


def before(left: Datum, right: Datum) -> bool:
    """Whether the first datum comes before the second: dates, numbers, money, percentages, periods of one
    unit."""
    one, other = _comparable(left, right)
    if isinstance(one, str | bool):
        raise Trouble(
            "expression-forbidden",
            f"{kind(left)} has no order",
            "only dates, numbers, money and periods have one",
        )
    return bool(one < other)  # type: ignore[operator] # `_comparable` gives like things only


def _comparable(left: Datum, right: Datum) -> tuple[Bare, Bare]:
    """Two data as values that Python compares; Trouble where they are unlike."""
    one, other = _bare(left), _bare(right)
    if (
        isinstance(left.value, Period)
        and isinstance(right.value, Period)
        and left.value.unit is not right.value.unit
    ):
        raise Trouble("expression-forbidden", "these periods are in different units", "give both in one unit")
    alike = kind(left) == kind(right)
    numbers = {_NUMBER, _MONEY, _PERCENTAGE}
    if not alike and not (_NUMBER in (kind(left), kind(right)) and {kind(left), kind(right)} <= numbers):
        raise _unlike(left, right)
    return one, other


def _bare(datum: Datum) -> Bare:
    value = datum.value
    if isinstance(value, Choice):
        return value.slug
    if isinstance(value, Money):
        return value.pounds
    if isinstance(value, Percentage | Period):
        return value.number
    if isinstance(value, bool | int | Decimal | date | str):
        return value
    raise Trouble("expression-forbidden", f"{kind(datum)} cannot be compared", "compare one value of it")


def _unlike(left: Datum, right: Datum) -> Trouble:
    kinds = {kind(left), kind(right)}
    hint = "compare like with like"
    if kinds == {_DATE, _WORDS}:
        hint = "write a date as date('2023-04-01')"
    elif _YES_NO in kinds:
        hint = "yes and no need no comparison: write the name alone, or `not` before it"
    elif kinds == {_NUMBER, _WORDS}:
        hint = "write a number without quotation marks, and a code in them"
    elif kinds == {_NUMBER, _PERIOD}:
        hint = "give the number its unit: `10 | working_days`"
    return Trouble("expression-forbidden", f"{kind(left)} is compared with {kind(right)}", hint)


def contains(members: Datum, member: Datum) -> bool:
    """Whether a list holds a datum (`in`)."""
    if not isinstance(members.value, tuple):
        raise Trouble(
            "expression-forbidden",
            f"`in` looks into a list, and this is {kind(members)}",
            "compare with `==`",
        )
    return any(equal(found, member) for found in members.value)


def add(left: Datum, right: Datum) -> Scalar:
    """The sum of two like things."""
    return _together(left, right, _EXACT.add, "+")


def subtract(left: Datum, right: Datum) -> Scalar:
    """The difference of two like things."""
    return _together(left, right, _EXACT.subtract, "-")


def _together(left: Datum, right: Datum, work: Callable[[Decimal, Decimal], Decimal], sign: str) -> Scalar:
    one, other = left.value, right.value
    if isinstance(one, Money) and isinstance(other, Money):
        scale = one.scale if one.scale is other.scale else Scale.POUNDS
        return Money(_bounded(work(one.pounds, other.pounds)), scale)
    if isinstance(one, Percentage) and isinstance(other, Percentage):
        return Percentage(_bounded(work(one.number, other.number)))
    if isinstance(one, Period) and isinstance(other, Period) and one.unit is other.unit:
        return Period(int(_bounded(work(Decimal(one.number), Decimal(other.number)))), one.unit)
    if _is_number(one) and _is_number(other):
        return _number(work(_decimal(one), _decimal(other)))
    raise Trouble(
        "expression-forbidden",
        f"`{sign}` stands between {kind(left)} and {kind(right)}",
        "only numbers, money, percentages and periods of one unit are added",
    )


def multiply(left: Datum, right: Datum) -> Scalar:
    """The product of two numbers, or of a sum of money or a percentage and a number."""
    one, other = left.value, right.value
    if _is_number(one) and not _is_number(other):
        one, other = other, one
    if _is_number(other):
        factor = _decimal(other)
        if isinstance(one, Money):
            return Money(_bounded(_EXACT.multiply(one.pounds, factor)), one.scale)
        if isinstance(one, Percentage):
            return Percentage(_bounded(_EXACT.multiply(one.number, factor)))
        if _is_number(one):
            return _number(_EXACT.multiply(_decimal(one), factor))
    raise Trouble(
        "expression-forbidden",
        f"`*` stands between {kind(left)} and {kind(right)}",
        "use it with numbers, money and percentages only",
    )


def divide(left: Datum, right: Datum) -> Scalar:
    """The quotient of a number, a sum of money or a percentage, and a number."""
    one, other = left.value, right.value
    if not _is_number(other) or not (_is_number(one) or isinstance(one, Money | Percentage)):
        raise Trouble(
            "expression-forbidden",
            f"`/` stands between {kind(left)} and {kind(right)}",
            "divide numbers, money and percentages by a number",
        )
    factor = _decimal(other)
    if not factor:
        raise Trouble(
            "value-undefined", "a division by nothing gives nothing", "see that the number below is not 0"
        )
    if isinstance(one, Money):
        return Money(_EXACT.divide(one.pounds, factor), one.scale)
    if isinstance(one, Percentage):
        return Percentage(_EXACT.divide(one.number, factor))
    return _number(_EXACT.divide(_decimal(one), factor))


def ratio(part: Datum, whole: Datum) -> Decimal:
    """How many per cent a figure is of another like it, to 34 digits. Raises Trouble: unlike things, or a whole of nought."""
    one, other = _comparable(part, whole)
    if not _is_number(one) or not _is_number(other):
        raise Trouble(
            "expression-forbidden", f"{kind(part)} is no part of {kind(whole)}", "use it with figures"
        )
    if not other:
        raise Trouble(
            "value-undefined", "nothing is a percentage of 0", "see that the whole is not 0", "percent_of"
        )
    return _EXACT.divide(_EXACT.multiply(_decimal(one), Decimal(100)), _decimal(other))


def negate(datum: Datum) -> Scalar:
    """A number, sum of money or percentage with its sign turned."""
    return multiply(datum, Datum(-1))


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _decimal(value: object) -> Decimal:
    assert isinstance(value, int | Decimal)
    return Decimal(value)


def _number(result: Decimal) -> int | Decimal:
    bounded = _bounded(result)
    return int(bounded) if bounded == bounded.to_integral_value() else bounded


def _bounded(result: Decimal) -> Decimal:
    if abs(result) > _LARGEST:
        raise Trouble(
            "expression-forbidden", "the result is too large", "see that the figures are what they should be"
        )
    return result
