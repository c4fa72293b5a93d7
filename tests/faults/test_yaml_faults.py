"""YAML that would mislead, overrun or break a reader (fault list, numbers 1 to 9)."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from faulty import Case, found_in

INSTRUCTIONS = "agreements/valley/sharing-2024.yaml"
LAST = "  end_date: 2025-03-31\n"


def adding(lines: str) -> Case:
    """The instructions with lines added under the particulars."""
    return Case("added", "", change={INSTRUCTIONS: [LAST, LAST + lines]})


def test_a_duplicate_key_names_the_second_and_points_to_the_first(tmp_path: Path) -> None:
    [one] = found_in(tmp_path, adding("  start_date: 2024-05-01\n"))
    assert (one.code, str(one.span)) == ("yaml-duplicate-key", f"{INSTRUCTIONS}:5:3")
    assert [str(related.span) for related in one.related] == [f"{INSTRUCTIONS}:3:3"]


@pytest.mark.parametrize(
    ("value", "read_as"),
    [
        ("NO", "false"),
        ("1.10", "1.1"),
        ("010", ""),
        ("12:30", ""),
        ("1e3", ""),
        ("0x1F", ""),
        ("on", ""),
        ("1_000", ""),
    ],
)
def test_what_yaml_would_read_otherwise_must_be_quoted(tmp_path: Path, value: str, read_as: str) -> None:
    [one] = found_in(tmp_path, adding(f"  contact: {value}\n"))
    assert (one.code, str(one.span)) == ("yaml-quote-this", f"{INSTRUCTIONS}:5:12")
    assert read_as in one.message
    assert value in one.hint
    assert found_in(tmp_path / "quoted", adding(f"  contact: '{value}'\n")) == []


@pytest.mark.parametrize(
    "lines",
    [
        "  contact: &a [x, x]\n  fee: [*a, *a, *a, *a]\n",
        "  contact: &a [*a]\n",
        "  <<: {fee: '£1'}\n",
    ],
)
def test_anchors_aliases_and_merge_keys_are_refused(tmp_path: Path, lines: str) -> None:
    assert "yaml-anchor" in {one.code for one in found_in(tmp_path, adding(lines))}


def test_an_anchor_bomb_is_refused_at_once(tmp_path: Path) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    start = time.process_time()
    found = found_in(tmp_path, Case("bomb", "", write={INSTRUCTIONS: bomb}))
    assert "yaml-anchor" in {one.code for one in found}
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "tag",
    ["!!python/object/apply:os.system ['touch RAN']", "!!python/name:os.system", "!own {a: b}", "!!set {a}"],
)
def test_tags_are_refused_and_nothing_is_run(
    tmp_path: Path, tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    codes = {one.code for one in found_in(tmp_path, adding(f"  contact: {tag}\n"))}
    assert "yaml-tag" in codes
    assert not (tmp_path / "RAN").exists()


@pytest.mark.parametrize(
    "lines",
    [
        "\tcontact: x\n",
        "  contact: [x\n",
        "  contact: {{ particulars.fee }}\n",
        "  contact: 'x\n",
        "  contact: a: b\n",
    ],
)
def test_what_cannot_be_read_is_named_at_its_place(tmp_path: Path, lines: str) -> None:
    found = found_in(tmp_path, adding(lines))
    assert found
    assert {one.span.file for one in found if one.span} == {INSTRUCTIONS}
    assert all(one.hint and one.span and one.span.line >= 3 for one in found), found


@pytest.mark.parametrize(
    "text",
    ["[" * 500 + "]" * 500, "{a: " * 500 + "}" * 500, "\n".join("  " * n + "- a:" for n in range(500))],
)
def test_deep_nesting_is_refused(tmp_path: Path, text: str) -> None:
    found = found_in(
        tmp_path, Case("deep", "", write={INSTRUCTIONS: f"precedent: {text}\n" if text[0] in "[{" else text})
    )
    assert "yaml-too-deep" in {one.code for one in found}


@pytest.mark.parametrize("name", [INSTRUCTIONS, "clauses/sharing/ending.md", "parties/bodies.yaml"])
def test_a_file_of_fifty_megabytes_is_refused_at_once(tmp_path: Path, name: str) -> None:
    start = time.process_time()
    found = found_in(tmp_path, Case("large", "", fill={name: 50_000_000}))
    assert ("file-too-large", name) in {(one.code, one.span.file) for one in found if one.span}
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("day", "reason"),
    [("2026-02-30", "28"), ("2023-02-29", "28"), ("2024-13-01", "month"), ("2024-04-31", "30")],
)
def test_an_impossible_date_is_an_error_with_its_reason(tmp_path: Path, day: str, reason: str) -> None:
    found = found_in(tmp_path, Case("date", "", change={INSTRUCTIONS: ["2025-03-31", day]}))
    assert ("date-impossible", f"{INSTRUCTIONS}:4:13") in {(one.code, str(one.span)) for one in found}
    assert reason in next(one.message for one in found if one.code == "date-impossible")


def test_the_last_day_of_february_in_a_leap_year_is_a_date(tmp_path: Path) -> None:
    assert found_in(tmp_path, Case("date", "", change={INSTRUCTIONS: ["2024-04-01", "2024-02-29"]})) == []


def test_an_end_before_the_start_is_an_error_at_its_place(tmp_path: Path) -> None:
    [one] = found_in(tmp_path, Case("date", "", change={INSTRUCTIONS: ["2025-03-31", "2024-03-31"]}))
    assert one.code in ("rule-broken", "dates-out-of-order")
    assert "The End Date must be after the Start Date" in one.message
    assert one.span is not None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "file-empty"),
        ("# only a comment\n", "file-empty"),
        ("precedent: sharing\n---\nprecedent: sharing\n", "yaml-many"),
        ("precedent: sha\0ring\n", "character-forbidden"),
    ],
)
def test_strange_files_are_named(tmp_path: Path, text: str, code: str) -> None:
    found = found_in(tmp_path, Case("strange", "", write={INSTRUCTIONS: text}))
    assert code in {one.code for one in found}
    assert all(one.hint for one in found)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "latin-1", "cp1252"])
def test_other_encodings_are_named(tmp_path: Path, encoding: str) -> None:
    case = Case(
        "encoding",
        "",
        change={INSTRUCTIONS: [LAST, LAST + "  contact: Café\n"]},
        encode={INSTRUCTIONS: encoding},
    )
    found = found_in(tmp_path, case)
    assert {one.code for one in found} == {"file-encoding"}


def test_a_byte_order_mark_and_the_line_ends_of_windows_are_accepted(tmp_path: Path) -> None:
    assert (
        found_in(
            tmp_path,
            Case("bom", "", encode={INSTRUCTIONS: "utf-8-sig", "clauses/sharing/ending.md": "utf-8-sig"}),
        )
        == []
    )
    text = (tmp_path / "workspace" / "clauses/sharing/meaning.md").read_text()
    windows = text.replace("\n", "\r\n")
    assert (
        found_in(tmp_path / "windows", Case("crlf", "", write={"clauses/sharing/meaning.md": windows})) == []
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "near"),
    [
        (INSTRUCTIONS, "  end_date:", "  end_dat:", "end_date"),
        ("clauses/sharing/ending.md", "significance:", "signifcance:", "significance"),
        ("agreements/precedents/sharing.yaml", "execution:", "exectuion:", "execution"),
        ("schedules/tables/records.yaml", "dataset:", "datset:", "dataset"),
        ("agreements/valley/committee.yaml", "region:", "regoin:", "region"),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest(
    tmp_path: Path, name: str, old: str, new: str, near: str
) -> None:
    found = found_in(tmp_path, Case("key", "", change={name: [old, new]}))
    [one] = [one for one in found if one.code == "key-unknown"]
    assert one.span is not None
    assert one.span.file == name
    assert near in one.hint
