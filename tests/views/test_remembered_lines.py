"""Lines that are remembered from one layout to the next change no byte, and belong to the fonts that they were broken with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from concordat.model.library import House
from concordat.model.tree import Agreement
from concordat.render.pdf import remembered, render_pdf


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> remembered.Lines:
    """An empty memory in place of that of the process."""
    made = remembered.Lines()
    monkeypatch.setattr(remembered, "_LINES", made)
    return made


def test_the_second_layout_breaks_no_line_and_gives_the_same_bytes(
    agreement: Agreement, house: House, lines: remembered.Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = render_pdf(agreement, house, b"{}").data
    kept = len(lines.kept)

    def none_is_broken(*_: object) -> None:
        raise AssertionError("a line is broken again")

    monkeypatch.setattr(remembered, "_split", none_is_broken)
    assert render_pdf(agreement, house, b"{}").data == first
    assert len(lines.kept) == kept > 50


def test_without_a_memory_the_bytes_are_the_same(
    agreement: Agreement, house: House, lines: remembered.Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_memory = render_pdf(agreement, house, b"{}").data
    monkeypatch.setattr(lines, "split", remembered._split)
    monkeypatch.setattr(remembered, "_set_up", remembered._setup)
    assert render_pdf(agreement, house, b"{}").data == with_memory


def test_another_size_of_type_is_another_line(
    agreement: Agreement, house: House, lines: remembered.Lines
) -> None:
    larger = replace(house, font_size=house.font_size + 1)
    render_pdf(agreement, house, b"{}")
    after_the_smaller = render_pdf(agreement, larger, b"{}").data
    lines.begin({})
    assert not lines.kept
    assert render_pdf(agreement, larger, b"{}").data == after_the_smaller


def test_other_fonts_begin_anew(agreement: Agreement, house: House, lines: remembered.Lines) -> None:
    render_pdf(agreement, house, b"{}")
    lines.begin(dict(house.fonts))
    assert lines.kept, "the same bytes under the same names are the same fonts"
    lines.begin({name: data + b"\0" for name, data in house.fonts.items()})
    assert not lines.kept


def test_the_memory_is_bounded(agreement: Agreement, house: House, lines: remembered.Lines) -> None:
    render_pdf(agreement, house, b"{}")
    lines.kept.update((number, None) for number in range(remembered.MOST))
    lines.begin(house.fonts)
    assert not lines.kept
