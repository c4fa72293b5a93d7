"""Lists as the composer punctuates them: members that conditions and repetitions leave, lists in lists, closing words."""

from __future__ import annotations

from pathlib import Path

from concordat.language.walk import iterate
from concordat.language.words import plain
from concordat.model.tree import Agreement, Paragraph, Provision
from concordat.project.read import Reading
from support import read_one, sharing_workspace

HEAD = "---\nid: ending\ntitle: Ending\nwording: model\nsignificance: 8\n---\n"
ENDING = "clauses/sharing/ending.md"
NAME = "riverside/sharing-2024"


def composed(folder: Path, body: str) -> tuple[Agreement, Reading]:
    return read_one(sharing_workspace(folder / "workspace", {ENDING: HEAD + body}), NAME)


def printed(agreement: Agreement) -> list[str]:
    """Each numbered and closing paragraph of the clause, as it prints."""
    return [
        f"{getattr(place.block, 'label', '~')} {plain(place.block.inlines)}"
        for place in iterate(agreement)
        if isinstance(place.block, Provision | Paragraph) and place.block.identity.startswith("ending")
    ]


def lines(folder: Path, body: str) -> list[str]:
    agreement, reading = composed(folder, body)
    assert [d for d in reading.faults.errors if d.code not in ("term-undefined", "reference-typed")] == []
    return printed(agreement)


def test_a_list_in_a_list_left_with_one_member_has_one_mark_at_its_end(tmp_path: Path) -> None:
    body = """\
1. {#end list=and} Hilltop must:
   1. {#give list=or} give:
      1. {#data} the Data
      1. {#copy when="not may_publish"} a copy
   1. {#stop} stop
"""
    assert lines(tmp_path, body) == [
        "4.1 Hilltop must:",
        "4.1.1 give the Data; and",
        "4.1.2 stop.",
    ]


def test_the_mark_of_a_member_goes_after_the_closing_words_of_what_it_ends_with(tmp_path: Path) -> None:
    body = """\
1. {#end list=and} Hilltop must:
   1. {#give list=or} give:
      1. {#data} the Data
      1. {#some list=and} some of:
         1. {#law} the law
         1. {#facts} the facts

         as it was
   1. {#stop} stop
"""
    assert lines(tmp_path, body) == [
        "4.1 Hilltop must:",
        "4.1.1 give:",
        "(a) the Data; or",
        "(b) some of:",
        "(i) the law; and",
        "(ii) the facts,",
        "~ as it was; and",
        "4.1.2 stop.",
    ]


def test_a_table_after_a_list_takes_no_mark(tmp_path: Path) -> None:
    body = """\
1. {#end list=and} Hilltop must:
   1. {#give list=or} give:
      1. {#data} the Data
      1. {#copy} a copy
      ::: table fields
      :::
   1. {#stop} stop
"""
    assert lines(tmp_path, body) == [
        "4.1 Hilltop must:",
        "4.1.1 give:",
        "(a) the Data; or",
        "(b) a copy; and",
        "4.1.2 stop.",
    ]


def test_the_only_member_of_a_repetition_keeps_its_names_and_its_own_references(tmp_path: Path) -> None:
    body = """\
1. {#end list=and} Notice goes to:
   ::: for party in parties | of_kind('charity')
   1. {#to} {{ party.short_name | term }}, as [](#to) has it
   :::
"""
    assert lines(tmp_path, body) == ["4.1 Notice goes to Riverside, as clause 4.1 has it."]


def test_a_reference_follows_a_member_that_was_merged_twice(tmp_path: Path) -> None:
    body = """\
1. {#end list=and} Hilltop must:
   1. {#give list=or} give:
      1. {#data} the Data
1. {#see} [](#data) and [](#give) apply.
"""
    assert lines(tmp_path, body) == [
        "4.1 Hilltop must give the Data.",
        "4.2 Clause 4.1 and clause 4.1 apply.",
    ]


def test_closing_words_stay_whatever_the_only_member_holds(tmp_path: Path) -> None:
    body = """\
1. {#end list=and} Hilltop must:
   1. {#give list=or} give:
      1. {#data} the Data
      1. {#copy} a copy

      without delay

   as Riverside asks.
1. {#two list=and} Hilltop must:
   1. {#send list=or} send:
      1. {#this} the facts
      1. {#that} a list

   as Riverside asks.
1. {#three list=and} Hilltop must:
   1. {#one} wait

   Riverside may wait too.
"""
    assert lines(tmp_path, body) == [
        "4.1 Hilltop must give:",
        "4.1.1 the Data; or",
        "4.1.2 a copy,",
        "~ without delay, as Riverside asks.",
        "4.2 Hilltop must send:",
        "4.2.1 the facts; or",
        "4.2.2 a list,",
        "~ as Riverside asks.",
        "4.3 Hilltop must wait.",
        "~ Riverside may wait too.",
    ]


def test_members_under_conditions_and_repetitions_are_members_like_others(tmp_path: Path) -> None:
    body = """\
1. {#end list=or} Notice goes to:
   ::: for party in parties
   1. {#to} {{ party.short_name | term }}
   :::
   ::: when not may_publish
   1. {#nobody} nobody
   :::
   ::: when may_publish
   1. {#blank} {{ particulars.contact }}
   :::
"""
    assert lines(tmp_path, body) == [
        "4.1 Notice goes to:",
        "4.1.1 Riverside;",
        "4.1.2 Hilltop; or",
        "4.1.3 [Name of the contact: from the Recipient].",
    ]


def test_a_list_of_which_nothing_is_left_is_an_error_at_its_opening(tmp_path: Path) -> None:
    body = """\
1. {#end list=and} Hilltop must:
   ::: when not may_publish
   1. {#stop} stop
   1. {#wait} wait
   :::
"""
    _, reading = composed(tmp_path, body)
    (fault,) = reading.faults.errors
    assert (fault.code, str(fault.span)) == ("list-empty", f"{ENDING}:7:1")
    assert "condition" in fault.hint
