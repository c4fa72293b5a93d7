"""The figures of a table as the tree prints them."""

from __future__ import annotations

import re
from decimal import Decimal

from concordat.language.money import parse_money, parse_percentage
from concordat.language.words import plain
from concordat.model.tree import BlankText, Cell, Row, Table

_NUMBER = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)


def figure(cell: Cell) -> Decimal | None:
    """The number that a cell prints: pounds, per cent or a plain number; None where it prints none, or a
    blank."""
    if any(isinstance(inline, BlankText) for inline in cell.inlines):
        return None
    text = plain(cell.inlines)
    money = parse_money(text)
    if money is not None:
        return money.pounds
    percentage = parse_percentage(text)
    if percentage is not None:
        return percentage.number
    return Decimal(text.replace(",", "").replace("−", "-")) if _NUMBER.fullmatch(text) else None


def rows_and_total(table: Table) -> tuple[tuple[Row, ...], Row | None]:
    """The rows of a table that are no totals, and its total, if it has one."""
    rows = tuple(row for row in table.rows if not row.total)
    return rows, next((row for row in table.rows if row.total), None)
