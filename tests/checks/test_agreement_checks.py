"""Each check of an agreement: what it catches, at its place, and the near miss that it lets be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from small import Changes, Seen, look

from concordat.checks import check_agreement, files_of
from concordat.diagnostics import Diagnostic, Span
from concordat.model.tree import Agreement, Cell, Condition, Group, Heading, Read, Row, Table, Text, Value

PRECEDENT = "agreements/precedents/sharing.yaml"
INSTRUCTIONS = "agreements/valley/sharing-2024.yaml"
SHARING = "clauses/sharing/sharing.md"
ENDING = "clauses/sharing/ending.md"
SEATS = "schedules/data/seats.yaml"
RECORDS = "schedules/data/records.csv"
DATES = "  end_date: 2025-03-31\n"


def text_at(seen: Seen, found: Diagnostic) -> str:
    """What stands in the file at a diagnostic."""
    assert found.span is not None
    return seen.workspace.sources[found.span.file].split("\n")[found.span.line - 1][found.span.column - 1 :]


def only(seen: Seen, code: str) -> Diagnostic:
    """The one diagnostic of a code; it has a hint."""
    found = seen.of(code)
    assert len(found) == 1, [(d.code, d.message) for d in (*seen.before, *seen.found)]
    assert found[0].hint
    return found[0]


def answered(words: str) -> Changes:
    """The instructions with one more answer."""
    return {INSTRUCTIONS: (DATES, f"{DATES}  {words}\n")}


FAILING: list[tuple[str, str, Changes, str, str]] = [
    ("term-undefined", "left out", {"clauses/definitions/terms.md": ('{#record plural="Records"}', '{#record plural="Records" when="not may_publish"}')}, "", "leaves its definition out (under the condition `not may_publish`)"),
    ("particular-missing", "no answer", {INSTRUCTIONS: (DATES, "")}, "precedent", "“When does the sharing end?”"),
    ("particular-type", "committee", {"agreements/valley/committee.yaml": ("example: yes", "values: {fee: lots}\nexample: yes")}, "lots", "a sum of money"),
    ("particular-type", "party", answered("guest: reader"), "reader", "no party of this agreement"),
    ("schedule-unreferred", "schedule", {"clauses/sharing/panel.md": (", as [](#panel-decisions) shows", "")}, "id:", "Schedule 3 (Decisions)"),
    ("schedule-empty", "conditions", {"schedules/panel-decisions.md": ("1. {#table} The table shows who decides.", '1. {#table when="not may_publish"} The table shows who decides.')}, "id:", "Schedule 3 (Decisions)"),
    ("schedule-empty", "table", {RECORDS: ("loans,£700,70%,confirmed,EX\nvisits,£300,30%,confirmed,EX\n", "")}, ":::", "“Records”"),
    ("table-key", "twice", {SEATS: ("party: reader", "party: hill-college")}, "{id: reader", "two rows"),
    ("table-key", "none", {SEATS: ("party: reader", "party: null")}, "{id: reader", "has no “party”"),
    ("table-percentages", "share", {RECORDS: ("£300,30%", "£300,29.5%")}, "{name: share", "99.5%"),
    ("quorum-unreachable", "four", answered("quorum: 4"), "4", "3 seats"),
    ("quorum-unreachable", "nobody", answered("quorum: 0"), "0", "3 seats"),
    ("quorum-unreachable", "no vote", {SEATS: ("name: A reader, votes: 1", "name: A reader, votes: 0")} | answered("quorum: 3"), "3", "2 seats"),
    ("quorum-fragile", "all", answered("quorum: 3"), "3", "one absence"),
    ("seat-missing", "no row", {SEATS: ("  - {id: hill-college, party: hill-college, name: Hill College, votes: 1, why: null}\n", "")}, "id: seats", "Hill College has no seat"),
    ("seat-missing", "no vote", {SEATS: ("name: Hill College, votes: 1", "name: Hill College, votes: 0")}, "{id: hill", "Hill College has no vote"),
    ("majority-of-two", "two", {SEATS: ("  - {id: reader, party: reader, name: A reader, votes: 1, why: null}\n", "")}, "majority", "2 seats"),
    ("decision-without-row", "no row", {"schedules/data/decisions.yaml": ("[panel/plan]", "[panel/other]")}, "1. {#plan}", "The Panel must approve"),
    ("drafting-duplicate-heading", "clauses", {ENDING: ("title: Ending", "title: Publication")}, "id: ending", "“Publication”"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "name", "changes", "at", "words"), FAILING, ids=[f"{r[0]} {r[1]}" for r in FAILING]
)
def test_what_is_caught(code: str, name: str, changes: Changes, at: str, words: str) -> None:
    seen = look(changes)
    found = only(seen, code)
    assert words in f"{found.message} {found.hint}"
    assert text_at(seen, found).startswith(at), text_at(seen, found)


PASSING: list[tuple[str, str, Changes]] = [
    ("particular-missing", "blank", {INSTRUCTIONS: (DATES, "  end_date: {blank: End of the sharing, from: Hill College}\n")}),
    ("particular-missing", "default", {INSTRUCTIONS: (DATES, DATES)}),
    ("particular-type", "party", answered("guest: hill-college")),
    ("particular-type", "blank", answered("guest: {blank: Host, from: Hill College}")),
    ("schedule-unreferred", "into it", {"clauses/sharing/panel.md": ("[](#panel-decisions)", "[](#panel-decisions/table)")}),
    ("schedule-empty", "says so", {RECORDS: ("loans,£700,70%,confirmed,EX\nvisits,£300,30%,confirmed,EX\n", ""), "schedules/tables/records.yaml": ("totals: {cost: sum}", "empty: {wanted: the list, from: Town Library}")}),
    ("table-percentages", "rounded", {RECORDS: ("£700,70%,confirmed,EX\nvisits,£300,30%", "£700,66.7%,confirmed,EX\nvisits,£300,33.3%")}),
    ("table-percentages", "no share", {RECORDS: ("name,cost,share", "name,cost,growth"), "schedules/data/records.yaml": ("share:", "growth:"), "schedules/tables/records.yaml": ("name: share", "name: growth")}),
    ("quorum-unreachable", "three", answered("quorum: 3")),
    ("quorum-unreachable", "blank", answered("quorum: {blank: Quorum, from: the Panel}")),
    ("quorum-fragile", "two of three", answered("quorum: 2")),
    ("quorum-fragile", "two of two", {SEATS: ("  - {id: reader, party: reader, name: A reader, votes: 1, why: null}\n", "")} | answered("quorum: 2")),
    ("seat-missing", "reason", {SEATS: ("name: Hill College, votes: 1, why: null", "name: Hill College, votes: 0, why: It asked for none")}),
    ("seat-missing", "guest", {SEATS: ("name: A reader, votes: 1", "name: A reader, votes: 0")}),
    ("majority-of-two", "consensus", {SEATS: ("  - {id: reader, party: reader, name: A reader, votes: 1, why: null}\n", "")} | answered("voting: consensus")),
    ("decision-without-row", "clause named", {"schedules/data/decisions.yaml": ("[panel/plan]", "[panel]")}),
    ("decision-without-row", "no decision", {"clauses/sharing/panel.md": ("must approve the yearly plan", "must read the yearly plan"), "schedules/data/decisions.yaml": ("[panel/plan]", "[]")}),
    ("drafting-duplicate-heading", "alike", {ENDING: ("title: Ending", "title: Publications")}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "changes"), PASSING, ids=[f"{r[0]} {r[1]}" for r in PASSING])
def test_what_is_let_be(code: str, name: str, changes: Changes) -> None:
    assert look(changes).of(code) == []


def test_a_reference_to_what_a_condition_left_out_names_it_and_the_answer() -> None:
    seen = look(answered("use: study") | {SHARING: ('1. {#print when="may_publish"} ', "1. {#print} ")})
    found = only(seen, "reference-dropped")
    assert text_at(seen, found).startswith("[](#publication)")
    assert "“Publication”" in found.message and "`may_publish` is not met" in found.message
    assert "particulars.use is study" in found.message
    related = {(one.label, str(one.span).split(":")[0]) for one in found.related}
    assert ("left out by this condition", PRECEDENT) in related
    assert ("particulars.use is answered here", INSTRUCTIONS) in related


def test_a_reference_under_the_same_condition_is_well() -> None:
    assert look(answered("use: study")).of("reference-dropped") == []


def test_a_reference_into_what_was_left_out_names_the_clause() -> None:
    seen = look(
        answered("use: study")
        | {ENDING: ("[](#sharing/care) continues", "[](#publication/answer) continues")}
    )
    assert "“Publication” (publication/answer)" in only(seen, "reference-dropped").message


def test_a_reference_into_a_repetition_from_outside() -> None:
    seen = look({ENDING: ("[](#sharing/care) continues", "[](#sharing/keep) continues")})
    assert text_at(seen, only(seen, "reference-loop")).startswith("[](#sharing/keep)")


def test_a_reference_to_a_clause_that_the_precedent_does_not_list() -> None:
    other = "---\nid: other\ntitle: Other things\nwording: model\nsignificance: 1\n---\n1. {#all} The Records are kept.\n"
    seen = look(
        {
            "clauses/sharing/other.md": other,
            ENDING: ("[](#sharing/care) continues", "[](#other/all) continues"),
        }
    )
    found = only(seen, "reference-unknown")
    assert "not part of this kind of agreement" in found.message and "“sharing”" in found.hint


def test_what_no_file_holds_is_named_once_by_the_check_of_the_library() -> None:
    seen = look({ENDING: ("[](#sharing/care) continues", "[](#nowhere) continues")})
    assert "no such place" in only(seen, "reference-unknown").message


def test_a_reference_to_a_sister_is_never_left_as_a_hole_in_silence() -> None:
    seen = look({ENDING: ("[](#sharing/care) continues", "[](~lending/care) continues")})
    assert text_at(seen, only(seen, "reference-sister")).startswith("[](~lending/care)")


def broken_rule(seen: Seen) -> Agreement:
    """The agreement with its one rule broken."""
    rule = seen.workspace.library.precedents["sharing"].rules[0].require
    given = seen.workspace.instructions["valley/sharing-2024"].answers
    reads = tuple(
        Read(f"particulars.{name}", shown, given[name].span, None, "confirmed")
        for name, shown in (("start_date", "1 April 2024"), ("end_date", "31 March 2024"))
    )
    return replace(seen.agreement, rules=(Condition(rule.text, rule.span, reads, False),))


def test_a_broken_rule_of_two_dates_is_dates_out_of_order_at_the_last_answer() -> None:
    seen = look()
    broken = broken_rule(seen)
    found = check_agreement(seen.workspace, broken).found
    assert [d.code for d in found] == ["dates-out-of-order"]
    assert (
        "The End Date must be after the Start Date (particulars.start_date is 1 April 2024; "
        in found[0].message
    )
    assert str(found[0].span) == str(
        seen.workspace.instructions["valley/sharing-2024"].answers["end_date"].span
    )
    kept = replace(broken, rules=(replace(broken.rules[0], met=True),))
    assert check_agreement(seen.workspace, kept).found == []


def test_any_other_broken_rule() -> None:
    change: Changes = {
        PRECEDENT: (
            'require: "particulars.start_date < particulars.end_date"',
            'require: "may_publish and particulars.start_date < particulars.end_date"\n    source: the example',
        )
    }
    seen = look(change)
    broken = broken_rule(seen)
    found = check_agreement(seen.workspace, broken).found
    assert [d.code for d in found] == ["rule-broken"]
    assert "the example" in found[0].hint


def with_table(seen: Seen, change: Callable[[Table], Table]) -> Agreement:
    """The agreement with the table of records changed."""

    def walk(group: Group) -> Group:
        blocks = []
        for block in group.blocks:
            if isinstance(block, Group):
                block = walk(block)
            elif getattr(block, "children", None):
                inner = tuple(
                    change(c) if isinstance(c, Table) and c.caption == "Records" else c
                    for c in block.children
                )
                block = replace(block, children=inner)
            blocks.append(block)
        return replace(group, blocks=tuple(blocks))

    return replace(seen.agreement, groups=tuple(walk(group) for group in seen.agreement.groups))


def cell(row: Row, column: int, words: str) -> Row:
    cells = list(row.cells)
    cells[column] = Cell(cells[column].identity, (Text(words),))
    return replace(row, cells=tuple(cells))


def test_a_total_that_its_rows_do_not_make() -> None:
    seen = look()
    assert seen.of("table-total") == []
    wrong = with_table(seen, lambda t: replace(t, rows=(*t.rows[:-1], cell(t.rows[-1], 1, "£1,001"))))
    found = check_agreement(seen.workspace, wrong).found
    assert [d.code for d in found] == ["table-total"]
    assert "is £1,001, and its rows make 1000" in found[0].message


def test_a_total_over_a_figure_that_is_not_known() -> None:
    seen = look()
    wrong = with_table(seen, lambda t: replace(t, rows=(cell(t.rows[0], 1, "–"), *t.rows[1:])))
    found = check_agreement(seen.workspace, wrong).found
    assert "1 of its rows have no figure" in found[0].message


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: replace(t, caption=" "), "no caption"),
        (lambda t: replace(t, summary=""), "no summary"),
        (lambda t: replace(t, columns=(replace(t.columns[0], heading=""), *t.columns[1:])), "without a heading"),
        (lambda t: replace(t, columns=(t.columns[0], replace(t.columns[1], heading="Kind of record"), *t.columns[2:])), "two columns headed"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_made_out(change: Callable[[Table], Table], words: str) -> None:
    seen = look()
    found = [
        d
        for d in check_agreement(seen.workspace, with_table(seen, change)).found
        if d.code == "access-table-heading"
    ]
    assert len(found) == 1 and words in found[0].message


def test_a_heading_that_skips_a_level() -> None:
    seen = look()
    assert seen.of("access-heading-level") == []

    def deeper(group: Group) -> Group:
        if group.identity == "ending":
            assert isinstance(group.heading, Heading)
            return replace(group, heading=replace(group.heading, level=4))
        return replace(group, blocks=tuple(deeper(b) if isinstance(b, Group) else b for b in group.blocks))

    wrong = replace(seen.agreement, groups=tuple(deeper(group) for group in seen.agreement.groups))
    found = check_agreement(seen.workspace, wrong).found
    assert [d.code for d in found] == ["access-heading-level"]
    assert "“Ending” is at level 4" in found[0].message


def test_one_warning_for_each_unconfirmed_fact_at_its_place() -> None:
    seen = look(
        answered('fee: {value: "£900", source: a letter, status: unconfirmed}')
        | {RECORDS: ("visits,£300,30%,confirmed,EX", "visits,£300,30%,unconfirmed,EX")}
    )
    found = seen.of("fact-unconfirmed")
    assert [text_at(seen, d).split(",")[0] for d in found] == ['£900"', "visits"]
    assert {d.span.file for d in found if d.span} == {INSTRUCTIONS, RECORDS}
    assert "“£900”" in found[0].message and "“visits" in found[1].message


def test_confirmed_derived_and_blank_facts_are_no_doubt() -> None:
    seen = look(answered('fee: {value: "£900", source: a letter, status: derived}'))
    assert seen.of("fact-unconfirmed") == []


def local(clause: str, words: str, extra: str = "") -> Changes:
    """A deviation from a clause."""
    head = f"---\nid: {clause}\ntitle: {clause.title()}\nwording: local\nsignificance: 5\n---\n"
    digest = look().workspace.library.entries[clause].digest
    given = {
        "reason": "its own rules",
        "approved_by": "the board",
        "approved_on": "2024-02-01",
        "replaces": f"sha256:{digest}",
    }
    lines: list[tuple[str, str]] = [
        (line.split("=", 1)[0], line.split("=", 1)[1]) for line in extra.split("|") if line
    ]
    given |= dict(lines)
    listed = "".join(f", {key}: {value}" for key, value in given.items() if value)
    return {
        f"agreements/valley/local/{clause}.md": head + words,
        INSTRUCTIONS: (
            DATES,
            f"{DATES}deviations:\n  - {{clause: {clause}, text: local/{clause}.md{listed}}}\n",
        ),
    }


PUBLICATION = "1. {#draft} Hill College must send a draft of what it prints about the Records.\n1. {#answer} Town Library may answer.\n"
CODES = [
    "deviation-locked",
    "deviation-reason",
    "deviation-expired",
    "deviation-stale",
    "deviation-anchor",
    "dates-out-of-order",
]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        (local("publication", PUBLICATION), []),
        (local("publication", PUBLICATION, "expires=2030-01-01"), []),
        (local("sharing", "1. {#care} The Records are kept.\n"), ["deviation-locked"]),
        (local("publication", PUBLICATION, "reason=|approved_by="), ["deviation-reason"]),
        (local("publication", PUBLICATION, "approved_on="), ["deviation-reason"]),
        (local("publication", PUBLICATION, "expires=2024-06-01"), ["deviation-expired"]),
        (local("publication", PUBLICATION, "expires=2024-01-01"), ["dates-out-of-order", "deviation-expired"]),
        (local("publication", PUBLICATION, f"replaces=sha256:{'0' * 64}"), ["deviation-stale"]),
        (local("sharing", "1. {#other} The Records are kept.\n"), ["deviation-anchor", "deviation-locked"]),
    ],
)  # fmt: skip
def test_deviations(changes: Changes, codes: list[str]) -> None:
    seen = look(changes, date(2024, 9, 1))
    assert not seen.before, seen.before
    found = [d for d in seen.found if d.code in CODES]
    assert sorted(d.code for d in found) == codes
    assert all(d.hint and d.span for d in found)


def test_a_deviation_from_what_the_precedent_does_not_have() -> None:
    changes = local("publication", PUBLICATION)
    listed = changes[INSTRUCTIONS]
    assert isinstance(listed, tuple)
    other: Changes = {
        **changes,
        INSTRUCTIONS: (listed[0], listed[1].replace("clause: publication", "clause: publicity")),
    }
    assert "publication" in only(look(other), "deviation-unknown").hint
    assert look(changes).of("deviation-unknown") == []


def test_expiry_is_judged_on_the_day_given_and_on_no_other() -> None:
    changes = local("publication", PUBLICATION, "expires=2024-06-01")
    assert look(changes, date(2024, 6, 1)).of("deviation-expired") == []
    assert look(changes, date(2024, 6, 2)).of("deviation-expired") != []
    assert look(changes, None).of("deviation-expired") == []


def test_the_anchor_that_is_missed_is_named_with_the_reference_that_needs_it() -> None:
    seen = look(local("sharing", "1. {#other} The Records are kept.\n"))
    found = only(seen, "deviation-anchor")
    assert "{#care}" in found.message
    assert str(found.related[0].span).startswith(ENDING)


def test_the_files_of_an_agreement_are_those_whose_words_it_prints() -> None:
    seen = look(answered("use: study"))
    files = files_of(seen.workspace, seen.agreement)
    assert {SHARING, ENDING, "clauses/definitions/terms.md", "schedules/tables/records.yaml"} <= files
    assert "clauses/sharing/publication.md" not in files


def test_a_value_in_prose_that_is_unconfirmed_is_told_at_its_datum() -> None:
    seen = look()
    read = Read(
        "committee.values.size", "12", Span("agreements/valley/committee.yaml", 2, 9, 6), "S", "unconfirmed"
    )
    doubtful = Value("12", "committee.values.size", None, (read,))
    first = seen.agreement.groups[0]
    assert first.heading is not None
    changed = replace(
        seen.agreement,
        groups=(
            replace(first, heading=replace(first.heading, inlines=(doubtful,))),
            *seen.agreement.groups[1:],
        ),
    )
    found = check_agreement(seen.workspace, changed).found
    assert [(d.code, str(d.span)) for d in found] == [
        ("fact-unconfirmed", "agreements/valley/committee.yaml:2:9")
    ]
