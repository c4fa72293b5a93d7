"""CSV: a place for every cell, and that no text makes it fail."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from concordat.diagnostics import Faults
from concordat.load.csv import read_csv

CELL = st.text('abc,"\n é£', max_size=8)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=4))
def test_cells_are_read_as_they_were_written_and_placed(rows: list[list[str]]) -> None:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["one", "two", "three"])
    writer.writerows(rows)
    faults = Faults()
    found = read_csv(written.getvalue(), "f.csv", faults)
    assert faults.found == []
    lines = written.getvalue().split("\n")
    assert len(found) == len(rows)
    for row, cells in zip(found, rows, strict=True):
        assert isinstance(row.value, Mapping)
        assert [cell.value or "" for cell in row.value.values()] == [cell.strip() for cell in cells]
        for cell, text in zip(row.value.values(), cells, strict=True):
            assert cell.span is not None
            first = text.split("\n", 1)[0].replace('"', '""')
            assert lines[cell.span.line - 1][cell.span.column - 1 :].startswith(first)
            assert lines[cell.span.line - 1][cell.span.column - 2] == '"'


@given(st.text() | st.text('a,"\n', max_size=30))
def test_no_text_makes_it_fail(text: str) -> None:
    read_csv(text, "f.csv", Faults())
