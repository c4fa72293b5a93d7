"""Each check of the library: what it catches, at its place, and the near miss that it lets be."""

from __future__ import annotations

import pytest
from small import Changes, look

SHARING = "clauses/sharing/sharing.md"
ENDING = "clauses/sharing/ending.md"
PUBLICATION = "clauses/sharing/publication.md"
RECITALS = "clauses/recitals/sharing.md"
TERMS = "clauses/definitions/terms.md"
RETURN = "When it ends, Hill College must return the Records by the end of the next Working Day."


def ending(words: str) -> Changes:
    """The ending clause with one provision of these words."""
    return {ENDING: (RETURN, words)}


FAILING: list[tuple[str, str, Changes, str, str]] = [
    ("drafting-shall", "ending", ending("Hill College shall not keep the Records."), "shall not", "must not"),
    ("drafting-phrase", "and/or", ending("Hill College must return and/or destroy the Records."), 'and/or', "“and/or”"),
    ("drafting-phrase", "doubt", ending("For the avoidance of doubt, the Records remain here."), 'For the avoidance of doubt', "avoidance"),
    ("drafting-phrase", "hereby", ending("Hill College hereby gives up the Records."), 'hereby', "“hereby”"),
    ("drafting-phrase", "nature", ending("What by its nature continues, continues with the Records."), 'by its nature', "nature"),
    ("drafting-phrase", "including", ending("It covers all, including without limitation the Records."), 'including without limitation', "including"),
    ("drafting-phrase", "endeavours", ending("Hill College must use best endeavours to return the Records."), 'best endeavours', "best"),
    ("drafting-old-law", "body", ending("Hill College must tell the Reading Board about the Records."), 'Reading Board', "the Library Agency"),
    (
        "drafting-definition-duty",
        "must",
        {TERMS: (": a line of the table in [](#records).", ": a line of the table in [](#records), which a party must keep safe.")},
        "must",
        "“must”",
    ),
    ("drafting-recital-duty", "must", {RECITALS: ("keeps records of loans", "must keep records of loans")}, "must keep", "“must”"),
    ("drafting-punctuation", "spaces", ending("Hill College must return  the Records."), '  ', "two spaces"),
    ("drafting-punctuation", "before a stop", ending("Hill College must return the Records ."), ' ', "a space before"),
    ("drafting-punctuation", "stops", ending("Hill College must return the Records.."), '..', "two stops"),
    ("drafting-punctuation", "bracket", ending("Hill College must return the Records (all of them."), '(', "not closed"),
    ("drafting-punctuation", "closing", ending("Hill College must return the Records)."), ')', "closes nothing"),
    ("drafting-punctuation", "quote", ending("Hill College must return the “Records."), '“', "not closed"),
    ("drafting-punctuation", "straight", ending('Hill College must return the "Records.'), '"', "no partner"),
    ("drafting-list", "semicolon", {SHARING: ("to study how people read", "to study how people read;")}, ';', "“;”"),
    ("drafting-list", "and", {SHARING: ("to study how people read", "to study how people read, or")}, ', or', "“, or”"),
    ("drafting-list", "stop", {SHARING: ("to study how people read", "to study how people read.")}, '.', "“.”"),
    ("drafting-list", "colon", {SHARING: ("the Records only:", "the Records only")}, 'y', "without a colon"),
    (
        "drafting-list",
        "by hand",
        ending("When it ends:\n   1. {#a} Hill College must return the Records; and\n   1. {#b} Town Library must take them."),
        "; and",
        "by hand",
    ),
    ("drafting-long-sentence", "long", ending("Hill College must " + "very " * 58 + "soon return the Records."), 'Hill', "65 words"),
    ("reference-typed", "clause", ending("Hill College must return the Records under clause 3.2."), 'clause 3.2', "“clause 3.2”"),
    ("reference-typed", "schedule", ending("Hill College must return the Records that Schedule 2 lists."), 'Schedule 2', "“Schedule 2”"),
    ("reference-typed", "paragraph", ending("See paragraph (a) about the Records."), 'paragraph (a)', "“paragraph (a)”"),
    ("reference-unknown", "anchor", ending("[](#sharing/car) does not apply to the Records."), '[](#sharing/car)', "sharing/car"),
    ("reference-unknown", "clause", ending("[](#sharin) does not apply to the Records."), '[](#sharin)', "sharin"),
    ("term-undefined", "one word", ending("Hill College must return the Records to the Keeper."), 'Keeper', "“Keeper”"),
    ("term-undefined", "phrase", ending("Each Reading Group must return the Records."), 'Reading Group', "“Reading Group”"),
    ("term-undefined", "with a term", ending("Hill College must return the Old Records to the Panel."), "Old Records", "“Old Records”"),
    ("term-undefined", "after a term", ending("Hill College must send a Records Letter."), "Records Letter", "“Records Letter”"),
    ("term-undefined", "of", ending("It ends with a Notice of Return and the Records."), 'Notice of Return', "“Notice of Return”"),
    ("term-unused", "unused", {TERMS: ("{#panel} Panel", "{#shelf} Shelf\n: a place for books.\n\n{#panel} Panel")}, '{#shelf} Shelf', "“Shelf”"),
    ("term-twice", "term", {TERMS: ("{#panel} Panel", "{#panel-two} Record\n: a group.\n\n{#panel} Panel")}, '{#record', "“Record”"),
    ("term-twice", "plural", {TERMS: ("{#panel} Panel", "{#all} Records\n: all of them.\n\n{#panel} Panel")}, '{#record', "“Records”"),
    ("term-twice", "party", {TERMS: ("{#panel} Panel", "{#town} Town Library\n: a house.\n\n{#panel} Panel")}, '{#town}', "short name of a party"),
    (
        "term-circular",
        "itself",
        {TERMS: (": the group of people that [](#panel) describes.", ": the group that keeps the Records and is a Panel.")},
        "{#panel}",
        "“Panel” is defined by itself",
    ),
    ("term-sentence-start", "word", ending("Record by record, Hill College must return them."), 'Record', "“Record”"),
    ("table-count-typed", "word", {"schedules/tables/records.yaml": ("counts: kinds of Record", "counts: Shared Records")} | ending("Hill College must return the two Records."), 'two Records', "“two Records”"),
    ("table-count-typed", "figures", {"schedules/tables/records.yaml": ("counts: kinds of Record", "counts: Shared Records")} | ending("Hill College must return all 59 Records."), '59 Records', "“59 Records”"),
    ("table-count-typed", "long word", {"schedules/tables/records.yaml": ("counts: kinds of Record", "counts: Shared Records")} | ending("Hill College must return one hundred and one Records."), 'one hundred and one Records', "one hundred and one Records"),
    ("table-count-typed", "whole", ending("Hill College must return two kinds of Record."), 'two kinds of Record', "two kinds of Record"),
    ("function-excluded", "same", {"schedules/data/powers.yaml": ("Libraries Act 1964 s.7", "Libraries Act 1964 s.9")}, 'Libraries Act 1964 s.9', "which is excluded (the example): Closing a library"),
    ("function-excluded", "part", {"schedules/data/powers.yaml": ("Libraries Act 1964 s.7", "Libraries Act 1964 section 9(2)(a)")}, 'Libraries Act 1964 section 9(2)(a)', "Lending"),
    ("function-excluded", "paragraph", {"schedules/data/powers.yaml": ("Libraries Act 1964 s.7", "Libraries Act 1964 Sch.2 para 4(1)")}, 'Libraries Act 1964 Sch.2 para 4(1)', "Orders"),
    ("function-without-source", "none", {"schedules/data/powers.yaml": ("[Libraries Act 1964 s.7]", "[]")}, '[]', "Lending"),
    ("function-without-source", "null", {"schedules/data/powers.yaml": ("[Libraries Act 1964 s.7]", "null")}, 'null', "Lending"),
    ("access-link-text", "here", ending("Hill College must return the Records ([here](https://example.org/a))."), '[here]', "“here”"),
    ("access-link-text", "address", ending("See [https://example.org/a](https://example.org/a) about the Records."), '[https', "does not say"),
    ("expression-name", "particular", ending("It ends on {{ particulars.end_day }} with the Records."), 'end_day', "particulars.end_day"),
    ("expression-name", "fact", {PUBLICATION: ("1. {#draft} ", '1. {#draft when="may_publsh"} ')}, 'may_publsh', "may_publsh"),
    ("expression-name", "has", ending("Hill College must return the Records[ at once]{when=\"has('publicaton')\"}."), 'publicaton', "publicaton"),
    ("expression-name", "table", ending("It ends with {{ tables['recrods'] | count }} Records."), 'recrods', "recrods"),
    ("value-suspicious", "marks", {"agreements/valley/committee.yaml": ("name: Valley study of reading", 'name: "{{7*7}}"')}, '{{7*7}}', "its own"),
    ("value-suspicious", "formula", {"agreements/valley/committee.yaml": ("name: Valley study of reading", "name: \"=cmd|' /C calc'!A0\"")}, '=cmd', "formula"),
    ("value-suspicious", "script", {"parties/bodies.yaml": ("Town Library Trust", "Town <script>alert(1)</script> Trust")}, 'Town <script>', "web page"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "name", "changes", "at", "words"), FAILING, ids=[f"{row[0]} {row[1]}" for row in FAILING]
)
def test_what_is_caught(code: str, name: str, changes: Changes, at: str, words: str) -> None:
    seen = look(changes)
    found = seen.of(code)
    assert len(found) == 1, [(d.code, d.message) for d in seen.found]
    assert words in f"{found[0].message} {found[0].hint}"
    assert found[0].hint
    span = found[0].span
    assert span is not None
    assert seen.workspace.sources[span.file].split("\n")[span.line - 1][span.column - 1 :].startswith(at)


PASSING: list[tuple[str, str, Changes]] = [
    ("drafting-shall", "quoted", ending('The word "shall" is not used of the Records.')),
    ("drafting-shall", "marshall", ending("The Records go to Marshall Street.")),
    ("drafting-phrase", "and or", ending("Hill College must return the Records or destroy them, or both.")),
    ("drafting-phrase", "nature", ending("The nature of the Records does not matter.")),
    ("drafting-phrase", "said", ending("What Hill College has said about the Records is theirs.")),
    ("drafting-old-law", "small letters", ending("Hill College must bring the Records to the reading board.")),
    ("drafting-definition-duty", "may", {TERMS: (": a line of the table in [](#records).", ": a line of the table in [](#records), which a party may keep.")}),
    ("drafting-recital-duty", "muster", {RECITALS: ("keeps records of loans", "can muster records of loans")}),
    ("drafting-punctuation", "all well", ending("Hill College must return “the Records” (all of them, e.g. loans) [at once].")),
    ("drafting-punctuation", "condition", ending("Hill College must return[, at once,]{when=\"may_publish\"} the Records.")),
    ("drafting-punctuation", "apostrophe", ending("Hill College's copy of the Records is Town Library's.")),
    ("drafting-list", "own stops", ending("When it ends:\n   1. {#a} Hill College must return the Records.\n   1. {#b} Town Library must take them.")),
    ("drafting-list", "inner list", {SHARING: ("to study how people read", "to study:\n      1. {#how} How people read.\n      1. {#why} Why they do.")}),
    ("drafting-long-sentence", "sixty", ending("Hill College must " + "very " * 53 + "soon return the Records.")),
    ("drafting-long-sentence", "two", ending("Hill College must " + "very " * 40 + "soon act. It must " + "very " * 40 + "soon return the Records.")),
    ("reference-typed", "statute", ending("The Records are kept under paragraph 3 of Schedule 2 to the Libraries Act 1964.")),
    ("reference-typed", "section", ending("The Records are kept under section 7 of the Libraries Act 1964.")),
    ("reference-typed", "paper", ending("The Records are those of item 7, paragraph 20, of the board paper.")),
    ("reference-typed", "quoted", ending("The words \"clause 3\" do not bind the Records.")),
    ("reference-typed", "word", ending("A clause or a Schedule about the Records continues.")),
    ("reference-unknown", "own anchor", ending("[](#end) applies to the Records, and [](#records/table) too.")),
    ("reference-unknown", "sister", ending("The Records are those of [](~lending/records).")),
    ("term-undefined", "party", ending("Hill College must return the Records to the Town Library Trust.")),
    ("term-undefined", "statute", ending("Hill College must keep the Records under the Public Libraries Act 1964 and the Lending Regulations 2004.")),
    ("term-undefined", "month", ending("Hill College must return the Records on the first Monday of that March.")),
    ("term-undefined", "heading", ending("Hill College must return the Records with the Data Sharing Agreement.")),
    ("term-undefined", "name", ending("Hill College must return the Records to the Library Association.")),
    ("term-undefined", "of a term", ending("Hill College must not change those Records’ Owners.")),
    ("term-undefined", "quoted", ending("Hill College must return the Records to \"the Keeper\".")),
    ("term-undefined", "sentence", ending("The Records go back. The end is near. Keeper means nobody.")),
    ("term-undefined", "state", ending("Hill College must return the Records to the Secretary of State.")),
    ("term-unused", "in a definition", {TERMS: ("{#panel} Panel", "{#shelf} Shelf\n: a place for books.\n\n{#panel} Panel")} | {RECITALS: ("keeps records of loans", "keeps a Shelf of loans")}),
    ("term-circular", "chain", {TERMS: (": the group of people that [](#panel) describes.", ": the group that keeps the Records.")}),
    ("term-sentence-start", "article", ending("A Record is returned as a record.")),
    ("term-sentence-start", "phrase", ending("Working Days are the days on which the Records go back.")),
    ("table-count-typed", "one", {"schedules/tables/records.yaml": ("counts: kinds of Record", "counts: Shared Records")} | ending("Hill College must return one Record at a time.")),
    ("table-count-typed", "other noun", ending("Hill College must return the Records within two days.")),
    ("table-count-typed", "small letters", {"schedules/tables/records.yaml": ("counts: kinds of Record", "counts: Shared Records")} | ending("Two records are the Records.")),
    ("table-count-typed", "counted", {"schedules/tables/records.yaml": ("counts: kinds of Record", "counts: Shared Records")} | ending("Hill College must return {{ record_count }} Records.")),
    ("function-excluded", "longer number", {"schedules/data/powers.yaml": ("Libraries Act 1964 s.7", "Libraries Act 1964 s.9A")}),
    ("function-excluded", "other paragraph", {"schedules/data/powers.yaml": ("Libraries Act 1964 s.7", "Libraries Act 1964 Sch.2 para 5")}),
    ("access-link-text", "names", ending("Hill College must return the Records ([the lending guide](https://example.org/a)).")),
    ("expression-name", "loop", {SHARING: ("must keep the Records safe", "must keep the Records of {{ party.legal_name }} safe")}),
    ("value-suspicious", "awkward", {"agreements/valley/committee.yaml": ("name: Valley study of reading", "name: \"R&D <UK> – Dŵr's 'study' = 5 @ home\"")}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "changes"), PASSING, ids=[f"{row[0]} {row[1]}" for row in PASSING])
def test_what_is_let_be(code: str, name: str, changes: Changes) -> None:
    assert look(changes).of(code) == []


def test_a_circle_names_every_definition_in_it() -> None:
    text = """{#agreement} Agreement
: this agreement.

{#record plural="Records"} Record
: a line of a Schedule.

{#schedule plural="Schedules"} Schedule
: a list that a Panel keeps.

{#start-date} Start Date
: {{ particulars.start_date }}.

{#working-day plural="Working Days"} Working Day
: a day.

{#panel} Panel
: those who keep the Records.
"""
    found = look({TERMS: text}).of("term-circular")
    assert len(found) == 1
    assert "“Panel” → “Record” → “Schedule” → “Panel”" in found[0].message
    assert [str(one.span) for one in found[0].related] == [f"{TERMS}:4:1", f"{TERMS}:7:1"]


def test_mandated_wording_is_never_judged() -> None:
    changes: Changes = {
        ENDING: f"---\nid: ending\ntitle: Ending\nwording: mandated\nsignificance: 8\n---\n1. {{#end}} This Agreement shall end, see clause 9 and the Keeper.\n1. {{#return}} {RETURN}\n"
    }
    assert [d for d in look(changes).found if d.code.startswith(("drafting", "term", "reference"))] == []


def test_a_check_is_allowed_in_the_file_that_it_concerns_alone() -> None:
    shall = "Hill College shall return the Records."
    head = (
        "significance: 8\n---\n1. {#end}",
        "significance: 8\nallow: {drafting-shall: quoted from the guide}\n---\n1. {#end}",
    )
    both: Changes = {
        ENDING: f"---\nid: ending\ntitle: Ending\nwording: model\nsignificance: 8\nallow: {{drafting-shall: from the guide}}\n---\n1. {{#end}} This Agreement ends.\n1. {{#return}} {shall}\n"
    }
    assert head and look(both).of("drafting-shall") == []
    other = {**both, PUBLICATION: ("Town Library must answer", "Town Library shall answer")}
    assert [str(d.span).split(":")[0] for d in look(other).of("drafting-shall")] == [PUBLICATION]
