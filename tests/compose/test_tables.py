"""Tables of seven parties: columns for each, shares that make the whole, ties, frames, and what is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordat.language.walk import blocks
from concordat.language.words import plain
from concordat.model.tree import Agreement, Align, Table
from concordat.project.read import read
from support import read_one, seven_workspace, swap

NAME = "hillside/planning-2025"
ANSWERS = f"agreements/{NAME}.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return seven_workspace(tmp_path / "workspace")


def table(agreement: Agreement, name: str) -> Table:
    return next(b for b in blocks(agreement) if isinstance(b, Table) and b.identity == f"finance/{name}")


def cells(found: Table) -> dict[str, str]:
    return {cell.identity.partition("#")[2]: plain(cell.inlines) for row in found.rows for cell in row.cells}


def notes(found: Table) -> list[str]:
    return [plain(note.inlines) for note in found.notes]


def messages(folder: Path) -> list[str]:
    found = read(folder, (NAME,), None).faults.found
    return [f"{one.code} {one.span} {one.message}" for one in found]


def test_the_workspace_is_sound(workspace: Path) -> None:
    assert messages(workspace) == []


def test_a_column_stands_once_for_each_party_under_its_name(workspace: Path) -> None:
    groups = table(read_one(workspace, NAME)[0], "groups")
    names = [column.name for column in groups.columns]
    assert names[:3] == ["group", "amount@ashvale", "amount@carrow"] and names[-2:] == ["total", "part"]
    assert groups.columns[3].heading == "Dunmere, Eastholt and Farley"
    assert all(column.align is Align.RIGHT for column in groups.columns[1:])
    found = cells(groups)
    assert found["cancer/amount@carrow"] == "£82,972,910"
    assert found["cancer/total"] == "£795,096,511"
    assert found["~total/amount@carrow"] == "£267,654,550"


def test_a_party_is_named_and_is_the_key_of_its_row(workspace: Path) -> None:
    found = cells(table(read_one(workspace, NAME)[0], "allocations"))
    assert found["dunmere/party"] == "Dunmere, Eastholt and Farley"
    assert found["carrow/non_recurrent"] == "−£1,250,000"
    assert found["dunmere/non_recurrent"] == "£0"


def test_shares_make_the_whole_and_say_that_they_are_rounded(workspace: Path) -> None:
    agreement = read_one(workspace, NAME)[0]
    found = cells(table(agreement, "contributions"))
    assert found["~total/contribution"] == "£10,000,000"
    assert notes(table(agreement, "contributions")) == [
        "Contributions are rounded to whole pounds, so that they make the opening balance exactly."
    ]
    assert cells(table(agreement, "allocations"))["~total/share"] == "100.0%"


def test_shares_that_are_exact_say_nothing_of_rounding(workspace: Path) -> None:
    swap(workspace, "schedules/tables/contributions.yaml", "by: row.recurrent", "by: 1")
    swap(workspace, ANSWERS, 'fund: "£10,000,000"', 'fund: "£7,000,000"')
    found = table(read_one(workspace, NAME)[0], "contributions")
    assert cells(found)["carrow/contribution"] == "£1,000,000"
    assert notes(found) == []


def test_a_blank_whole_or_weight_makes_every_share_that_blank(workspace: Path) -> None:
    swap(workspace, ANSWERS, '  fund: "£10,000,000"\n', "")
    found = table(read_one(workspace, NAME)[0], "contributions")
    assert found.rows == ()
    assert notes(found) == ["[the contribution of each party: from the Finance Group]"]
    swap(workspace, ANSWERS, 'recurrent: "£268,904,550"', "recurrent: {blank: Allocation, from: Carrow}")
    found = table(read_one(workspace, NAME)[0], "allocations")
    assert {cells(found)[f"{row}/share"] for row in ("ashvale", "carrow", "~total")} == {
        "[Allocation: from Carrow]"
    }
    assert cells(found)["ashvale/recurrent"] == "£412,350,118"


def test_a_whole_that_is_no_number_of_units_is_named(workspace: Path) -> None:
    swap(workspace, ANSWERS, 'fund: "£10,000,000"', 'fund: "£10,000,000.50"')
    assert any(
        "value-undefined" in one and "cannot share out £10,000,000.50" in one for one in messages(workspace)
    )


def test_a_share_along_the_row_is_rounded_with_its_row(workspace: Path) -> None:
    swap(workspace, "schedules/tables/risks.yaml", "blank: {wanted: Share}",
         'share: {of: 100, by: "tables[\'allocations\'] | where(\'party\', party) | total(\'recurrent\')", unit: "0.1%"}')  # fmt: skip
    text = (workspace / ANSWERS).read_text(encoding="utf-8")
    lines = (
        line.partition("share: {")[0] + line.partition("}, ")[2] if "share: {" in line else line
        for line in text.split("\n")
    )
    (workspace / ANSWERS).write_text("\n".join(lines), encoding="utf-8")
    found = cells(table(read_one(workspace, NAME)[0], "risks"))
    assert found["activity/share@ashvale"] == "16.2%"
    assert found["activity/all"] == "100%"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'lowmarsh: "19%"',
            'lowmarsh: "18.9%"',
            "in the table “Risk share”, row “Activity above plan”: The shares of a risk must make 100% (99.9% against 100)",
        ),
        (
            'group: "£1,000,000", committee: "£10,000,000"',
            'group: "£1,000,000", committee: "£900,000"',
            "A higher body must have at least the limit of a lower one (£250,000 against £1,000,000 against £900,000",
        ),
        (
            'group: "£50,000", committee: "£50,000"',
            'group: "£50,000", committee: "£40,000"',
            "row “Waiving a tender”",
        ),
        (
            'recurrent: "£412,350,118"',
            'recurrent: "£412,350,119"',
            "The groups of services must make the total allocation (£2,564,827,465 against £2,564,827,466)",
        ),
    ],
)
def test_a_broken_tie_is_named_with_its_figures_where_it_breaks(
    workspace: Path, old: str, new: str, said: str
) -> None:
    text = (workspace / ANSWERS).read_text(encoding="utf-8")
    swap(workspace, ANSWERS, old, new)
    line = text[: text.index(old)].count("\n") + 1
    found = [one for one in messages(workspace) if one.startswith("table-tie")]
    assert len(found) == 1 and said in found[0]
    if "row" in said or "limit" in said:
        assert f"{ANSWERS}:{line}:" in found[0]


def test_a_tie_over_what_is_not_known_is_not_judged(workspace: Path) -> None:
    swap(workspace, ANSWERS, 'lowmarsh: "19%"', "lowmarsh: {blank: Share, from: Lowmarsh}")
    swap(workspace, ANSWERS, 'recurrent: "£412,350,118"', "recurrent: {blank: Allocation, from: Ashvale}")
    assert messages(workspace) == []
    swap(workspace, ANSWERS, ', lowmarsh: "14%"', "")
    found = cells(table(read_one(workspace, NAME)[0], "risks"))
    assert found["drugs/share@lowmarsh"].startswith("[Share: from Health Board of Lowmarsh")
    assert messages(workspace) == []


def test_shares_along_a_row_that_do_not_make_100_need_no_tie(workspace: Path) -> None:
    path = workspace / "schedules/tables/risks.yaml"
    path.write_text(path.read_text(encoding="utf-8").partition("ties:")[0], encoding="utf-8")
    swap(workspace, ANSWERS, 'lowmarsh: "19%"', 'lowmarsh: "18.9%"')
    assert ["table-percentages" in one and "99.9%" in one for one in messages(workspace)] == [True]


def test_a_row_is_typed_by_the_columns_and_what_nothing_reads_is_named(workspace: Path) -> None:
    swap(workspace, ANSWERS, 'growth: "3.2%"}\n    - {party: carrow', 'grwth: "3.2%"}\n    - {party: carrow')
    swap(workspace, ANSWERS, 'actual: "£113,400k"', "actual: 113400")
    found = messages(workspace)
    assert any(one.startswith("key-unknown") and "`grwth`" in one for one in found)
    assert any(one.startswith("money-malformed") and "`actual` of a row" in one for one in found)
    assert len(found) == 2


def test_a_cell_that_a_row_leaves_out_is_empty(workspace: Path) -> None:
    swap(workspace, ANSWERS, 'growth: "3.2%"}\n    - {party: carrow', "}\n    - {party: carrow")
    swap(workspace, ANSWERS, '"£8,120,000", }', '"£8,120,000"}')
    found = cells(table(read_one(workspace, NAME)[0], "allocations"))
    assert found["ashvale/growth"] == "–" and found["carrow/growth"] == "3.2%"


def test_a_party_that_parties_does_not_hold_is_named(workspace: Path) -> None:
    swap(workspace, ANSWERS, "{id: carrow, party: carrow,", "{id: carrow, party: carow,")
    assert [one.split()[0] for one in messages(workspace)] == ["party-unknown"]


def test_a_form_prints_its_frame_and_one_line_stands_for_a_table_without_a_figure(workspace: Path) -> None:
    agreement = read_one(workspace, NAME)[0]
    returns = table(agreement, "returns")
    assert [row.identity for row in returns.rows] == [f"finance/returns#~frame-{n}" for n in (1, 2, 3)]
    assert set(cells(returns).values()) == {""}
    assert cells(table(agreement, "monitoring"))["carrow/staff"] == ""
    text = (workspace / ANSWERS).read_text(encoding="utf-8").partition("  allocations:")[0]
    (workspace / ANSWERS).write_text(text, encoding="utf-8")
    agreement = read_one(workspace, NAME)[0]
    for name in ("allocations", "groups", "contributions", "risks", "limits"):
        found = table(agreement, name)
        assert found.rows == () and len(found.notes) == 1 and plain(found.notes[0].inlines).startswith("[")
    assert len(table(agreement, "monitoring").rows) == 3
    assert messages(workspace) == []


def test_the_blank_of_the_answer_says_better_than_the_table_what_is_wanted(workspace: Path) -> None:
    text = (workspace / ANSWERS).read_text(encoding="utf-8").partition("  allocations:")[0]
    text += "  risks: {blank: The agreed risk share, from: the boards}\n"
    (workspace / ANSWERS).write_text(text, encoding="utf-8")
    assert notes(table(read_one(workspace, NAME)[0], "risks")) == ["[The agreed risk share: from the boards]"]


def test_a_table_lies_where_its_columns_have_no_room_and_its_neighbours_with_it(workspace: Path) -> None:
    agreement = read_one(workspace, NAME)[0]
    assert all(block.landscape for block in blocks(agreement) if isinstance(block, Table))
    path = workspace / "schedules/finance.md"
    text = path.read_text(encoding="utf-8").replace("::: table", "1. {#x} Text.\n\n::: table")
    for n in range(1, 8):
        text = text.replace("{#x}", f"{{#text-{n}}}", 1)
    path.write_text(text, encoding="utf-8")
    found = {b.caption: b.landscape for b in blocks(read_one(workspace, NAME)[0]) if isinstance(b, Table)}
    assert [name for name, lies in found.items() if lies] == [
        "Allocation by group of services",
        "Risk share",
        "Monitoring return",
    ]


def test_percentages_of_a_column_have_as_many_decimals_as_the_finest(workspace: Path) -> None:
    before = cells(table(read_one(workspace, NAME)[0], "risks"))
    swap(workspace, ANSWERS, 'lowmarsh: "19%"', 'lowmarsh: "18.75%"')
    after = cells(table(read_one(workspace, NAME)[0], "risks"))
    shares = [words for name, words in after.items() if "/share@" in name and words.endswith("%")]
    assert len(shares) > 2 and {len(words.partition(".")[2]) for words in shares} == {3}
    assert before != after and all("." not in after[name] for name in after if name.endswith("/cap"))


def test_a_word_of_yes_or_no_begins_with_a_capital(workspace: Path) -> None:
    file = workspace / "schedules/tables/risks.yaml"
    text = file.read_text()
    answer = '  - {name: known, heading: Known, type: yes/no, width: 3, value: "1 == 1"}\n'
    at = text.index("  - {name: all,")
    file.write_text(text[:at] + answer + text[at:])
    found = cells(table(read_one(workspace, NAME)[0], "risks"))
    assert {words for name, words in found.items() if name.endswith("/known")} == {"Yes"}
