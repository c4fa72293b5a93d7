"""What a table's file may say of its columns, ties and frame; each slip is named in words that cure it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from concordat.diagnostics import Faults
from concordat.load.rows import row_shapes
from concordat.load.tables import read_table
from concordat.load.yaml import read_yaml
from concordat.model.data import Money
from concordat.model.tables import ColumnType, TableSpec

HEAD = """id: sums
title: Sums
summary: One row for each.
dataset: particulars.sums
key: party
role: term
"""
COLUMN = "columns:\n  - {name: sum, heading: Sum, type: money}\n"


def table(text: str) -> tuple[TableSpec | None, list[str]]:
    faults = Faults()
    datum = read_yaml(text, "schedules/tables/sums.yaml", faults)
    assert datum is not None, faults.found
    found = read_table(datum, "schedules/tables/sums.yaml", faults)
    return found, [f"{one.code}: {one.message} {one.hint}" for one in faults.found]


def test_everything_that_a_column_may_say_is_kept() -> None:
    spec, said = table(
        HEAD
        + """landscape_over: 30
rounding_note: Rounded.
columns:
  - {name: party, heading: Party, type: party}
  - {name: sum, heading: Sum, type: money, disclosure: withhold (a bid is running), personal: yes}
  - {name: part, type: money, for: {name: party, in: parties}, heading_value: party.short_name,
     share: {of: row.sum, by: 1, unit: '£0.01'}}
ties:
  - {each: row, require: "row.sum > 0", say: A sum is above nought, source: S1}
"""
    )
    assert said == [] and spec is not None
    assert spec.landscape_over == 30 and spec.rounding_note == "Rounded."
    _, sums, part = spec.columns
    assert (sums.disclosure, sums.personal) == ("withhold (a bid is running)", True)
    assert part.repeat is not None and part.repeat.name == "party" and part.repeat.members.text == "parties"
    assert part.share is not None and part.share.unit == Money(Decimal("0.01")) and part.share.by.text == "1"
    assert spec.ties[0].each_row and spec.ties[0].source == "S1"
    assert spec.column("part@one") is part and spec.column("other") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (COLUMN + "frame_rows: 3\n", "`frame_rows` gives a form its empty rows"),
        (COLUMN.replace("heading: Sum", "heading_value: row.sum"), "`heading_value` heads a column that is repeated"),
        (COLUMN.replace("heading: Sum", "for: {name: row, in: parties}, heading_value: row.x"), "`row` cannot name a member"),
        (COLUMN.replace("heading: Sum", "for: {name: party, in: parties}"), "needs `heading_value:`"),
        (COLUMN.replace("}\n", ", share: {of: 100, by: 1, unit: '0.1%'}}\n"), "Write `type: percentage`"),
        (COLUMN.replace("}\n", ", share: {of: 100, by: 1, unit: soon}}\n"), "nothing that shares can be rounded to"),
        (COLUMN.replace("}\n", ", share: {of: 100, by: 1, unit: 0}}\n"), "nothing that shares can be rounded to"),
        (COLUMN.replace("}\n", ", value: row.x, share: {of: row.y, by: 1, unit: '£1'}}\n"), "both `value` and `share`"),
        (COLUMN + "ties:\n  - {require: 'true'}\n", "needs `say:`"),
        (COLUMN + "ties:\n  - {each: column, require: 'true', say: Mend it}\n", "`each: column` is not known"),
        (COLUMN + "landscape_ovr: 3\n", "`landscape_over`"),
    ],
)  # fmt: skip
def test_a_slip_is_named(text: str, said: str) -> None:
    found = table(HEAD + text)[1]
    assert len(found) == 1 and said in found[0]


def test_a_row_may_hold_what_is_shown_and_what_is_read_and_no_more() -> None:
    spec = table(
        HEAD
        + """where: "row.footprint == 'x'"
columns:
  - {name: party, heading: Party, type: party}
  - {name: base, heading: Base, type: money}
  - {name: total, heading: Total, type: money, value: "row.base + row.extra"}
  - {name: amount, heading: Amount, type: money, value: "row.base if row.base > 0 else row.amount"}
"""
    )[0]
    assert spec is not None
    shape = row_shapes([spec])["sums"]
    assert shape.key == "party"
    assert set(shape.types) == {"id", "status", "source", "party", "base", "extra", "footprint", "amount"}
    assert shape.types["extra"] is None
    assert shape.types["base"] is ColumnType.MONEY and shape.types["amount"] is ColumnType.MONEY
