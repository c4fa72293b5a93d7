"""Expressions: what they read, what they give, and what they may not do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from concordat.diagnostics import Faults, Span
from concordat.language.expressions import evaluate, evaluate_condition, parse
from concordat.language.filters import FILTERS
from concordat.language.values import show
from concordat.model.data import Blank, Choice, Datum, Money, Percentage, Period, PeriodUnit, Scale, Status
from concordat.model.prose import Expression

HERE = Span("clauses/a/b.md", 7, 11, 4)


def datum(value: object, line: int = 1, **more: object) -> Datum:
    return Datum(value, Span("agreements/x/y.yaml", line, 3), **more)  # type: ignore[arg-type]


def party(slug: str, kind: str, short: str, **more: object) -> Datum:
    held = {"kind": kind, "short_name": short, "legal_name": f"The {short} Trust", **more}
    return datum({name: v if isinstance(v, Datum) else datum(v) for name, v in held.items()}, key=slug)


def row(line: str, amount: object) -> Datum:
    return datum({"line": datum(line), "amount": datum(amount)}, key=line.lower())


BLANK = Blank("Notice e-mail", "Alpha")
NAMES = {
    "particulars": datum(
        {
            "voting": datum(
                Choice("majority", "By a majority of the votes"), 4, source="S1", status=Status.UNCONFIRMED
            ),
            "start": datum(date(2023, 4, 1)),
            "days": datum(10),
            "notice": datum(Period(6, PeriodUnit.MONTHS)),
            "budget": datum(Money(Decimal(1_600_000_000), Scale.MILLIONS)),
            "share": datum(Percentage(Decimal("12.5"))),
            "email": datum(BLANK, 9),
            "local": datum(False),
            "awkward": datum("{{7*7}} {% x %} <b>"),
            "nothing": datum(None),
        }
    ),
    "parties": datum(
        (
            party("nat", "national", "National"),
            party("alpha", "board", "Alpha"),
            party("beta", "board", "Beta"),
        )
    ),
    "one": datum((party("alpha", "board", "Alpha"),)),
    "none_at_all": datum(()),
    "tables": datum(
        {
            "joint-services": datum(
                (row("10", Money(Decimal(5))), row("2A", Money(Decimal(7))), row("2", Money(Decimal(1))))
            )
        }
    ),
    "row": datum({"list_59": datum("yes"), "empty": datum(None)}),
    "icb_count": datum(2),
}
FUNCTIONS = {"has": lambda clause: clause == "pathfinder"}


def value_of(text: str) -> object:
    faults = Faults()
    found = evaluate(Expression(text, HERE), NAMES, FUNCTIONS, faults)
    assert found is not None, faults.found
    return found.value.value


def fault_of(text: str) -> tuple[str, str, str]:
    faults = Faults()
    assert evaluate(Expression(text, HERE), NAMES, FUNCTIONS, faults) is None
    assert len(faults.found) == 1
    found = faults.found[0]
    assert found.span is not None and found.span.line == 7 and found.span.column >= 11
    return found.code, found.message, found.hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("particulars.days", 10),
        ("particulars['days']", 10),
        ("tables['joint-services'] | count", 3),
        ("parties | of_kind('board') | count", 2),
        ("parties | of_kind('national') | first == parties | first", True),
        ("parties | includes('nat')", True),
        ("parties | includes('nobody')", False),
        ("parties | names", "National, Alpha and Beta"),
        ("one | legal_names", "The Alpha Trust"),
        ("tables['joint-services'] | sum('amount')", Money(Decimal(13))),
        ("tables['joint-services'] | sorted('line') | last == tables['joint-services'] | first", True),
        ("particulars.days | in_words", "ten"),
        ("particulars.days | ordinal", "10th"),
        ("particulars.days | in_words | ordinal", "tenth"),
        ("particulars.days | working_days", Period(10, PeriodUnit.WORKING_DAYS)),
        ("particulars.notice | months", Period(6, PeriodUnit.MONTHS)),
        ("particulars.voting == 'majority'", True),
        ("particulars.voting in ['consensus', 'unanimity']", False),
        ("particulars.voting not in ['consensus']", True),
        ("particulars.start >= date('2023-04-01')", True),
        ("particulars.start < date('2023-04-01')", False),
        ("particulars.budget > 0 and particulars.share < 13", True),
        ("0.1 + 0.2 == 0.3", True),
        ("10 / 4", Decimal("2.5")),
        ("2 * 3 - 1", 5),
        ("-particulars.days", -10),
        ("1 < icb_count <= 2", True),
        ("not particulars.local", True),
        ("has('pathfinder') or has('nowhere')", True),
        ("row.list_59 == 'yes'", True),
        ("row.empty == 'yes'", False),
        ("icb_count if particulars.local else particulars.days", 10),
        ("particulars.awkward", "{{7*7}} {% x %} <b>"),
        ("(parties | first).short_name", "National"),
    ],
)
def test_values(text: str, expected: object) -> None:
    assert value_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "particulars.email",
        "particulars.email | term",
        "particulars.email | in_words",
        "particulars.email.anything",
        "particulars.days + particulars.email",
        "particulars.email == 'x'",
        "not (particulars.email == 'x')",
        "particulars.email == 'x' or true",
        "[particulars.days, particulars.email] | sum",
        "[particulars.days, particulars.email] | names",
        "icb_count if particulars.email else icb_count",
    ],
)
def test_a_blank_passes_through(text: str) -> None:
    assert value_of(text) == BLANK


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_a_blank_passes_through_every_filter_and_each_is_documented(name: str) -> None:
    taking = dict.fromkeys(
        ("of_kind", "includes", "sorted", "column", "of", "percent_of", "rounded"), "('x')"
    )
    arguments = {**taking, "where": "('x', 'y')"}.get(name, "")
    assert value_of(f"particulars.email | {name}{arguments}") == BLANK
    assert FILTERS[name].work.__doc__


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "expression-syntax"),
        ("a b", "expression-syntax"),
        ("particulars.days +", "expression-syntax"),
        ("particulars.voting = 'x'", "expression-syntax"),
        ("'open", "expression-syntax"),
        ("a }} {{ b", "expression-syntax"),
        ("{{7*7}}", "expression-syntax"),
        ("{% raw %}", "expression-syntax"),
        ("a ~ b", "expression-forbidden"),
        ("2 ** 9999", "expression-forbidden"),
        ("7 // 2", "expression-forbidden"),
        ("7 % 2", "expression-forbidden"),
        ("'a' * 100000000", "expression-forbidden"),
        ("particulars.awkward * 100000000", "expression-forbidden"),
        ("particulars is defined", "expression-forbidden"),
        ("{'a': 1}", "expression-forbidden"),
        ("parties[0]", "expression-forbidden"),
        ("parties[0:1]", "expression-forbidden"),
        ("particulars[particulars.voting]", "expression-forbidden"),
        ("range(10)", "expression-forbidden"),
        ("particulars.keys()", "expression-forbidden"),
        ("date(2023)", "expression-forbidden"),
        ("date(*parties)", "expression-forbidden"),
        ("has(clause='x')", "expression-forbidden"),
        ("sisters('delegation')", "expression-forbidden"),
        ("parties | where(column='x')", "expression-forbidden"),
        ("particulars.start > '2023-04-01'", "expression-forbidden"),
        ("particulars.local == 'no'", "expression-forbidden"),
        ("particulars.voting > 'a'", "expression-forbidden"),
        ("particulars.notice > 5", "expression-forbidden"),
        ("'x' in particulars.awkward", "expression-forbidden"),
        ("particulars.awkward + particulars.awkward", "expression-forbidden"),
        ("particulars.days | count", "expression-forbidden"),
        ("99999999999 * 99999999999", "expression-forbidden"),
        ("1e400", "expression-forbidden"),
        ("0.12345678901234567", "expression-forbidden"),
        ("particulars.votting", "expression-name"),
        ("cycler", "expression-name"),
        ("particulars.days.real", "expression-name"),
        ("parties.count", "expression-name"),
        ("tables['joint-services'] | sum('amonut')", "expression-name"),
        ("parties | attr('x')", "expression-filter"),
        ("particulars.days | in_word", "expression-filter"),
        ("parties | count('x')", "expression-filter"),
        ("'some words'", "expression-wording"),
        ("'this' if particulars.local else 'that'", "expression-wording"),
        ("['a', 'b'] | names", "expression-wording"),
        ("date('2023-02-30')", "date-impossible"),
        ("none_at_all | first", "value-undefined"),
        ("1 / 0", "value-undefined"),
        ("icb_count if particulars.local", "value-undefined"),
        ("particulars.nothing", "value-undefined"),
        ("1 and 2", "condition-not-yes-no"),
    ],
)
def test_faults(text: str, code: str) -> None:
    assert fault_of(text)[0] == code


@pytest.mark.parametrize(
    "text",
    [
        "''.__class__.__mro__[1].__subclasses__()",
        "particulars.__class__",
        "particulars['__class__']['__init__']",
        "cycler.__init__.__globals__.os.popen('id').read()",
        "self._TemplateReference__context",
        "lipsum.__globals__['os'].popen('id').read()",
        "particulars.voting.slug.__class__",
        "particulars.awkward.format(particulars)",
        "parties | map('upper')",
        "parties | attr('__class__')",
        "request.application.__globals__",
        "joiner()",
        "namespace(a=1)",
        "(1).__class__",
        "x" * 1001,
        "(" * 200 + "1" + ")" * 200,
        "- " * 400 + "1",
        "not " * 249 + "particulars.local",
        "1" + "+1" * 400,
        "'" + "a" * 990 + "' * 9",
        "9" * 900,
    ],
)
def test_tricks_are_faults_and_run_nothing(text: str) -> None:
    assert fault_of(text)[0] in {
        "expression-forbidden",
        "expression-name",
        "expression-filter",
        "expression-syntax",
    }


def test_the_nearest_name_is_the_hint_and_the_place_is_the_name_itself() -> None:
    faults = Faults()
    evaluate(Expression("icb_count > 1 and particulars.votting == 'x'", HERE), NAMES, FUNCTIONS, faults)
    found = faults.found[0]
    assert "particulars.votting" in found.message and "“voting”" in found.hint
    assert found.span == Span("clauses/a/b.md", 7, 11 + 30, len("votting"))


def test_names_are_read_from_the_syntax_tree() -> None:
    faults = Faults()
    text = "particulars.voting == 'majority' and (tables['joint-services'] | where('line', party.short_name) | count) > 1 or has('x')"
    parsed = parse(Expression(text, HERE), faults)
    assert parsed is not None and not faults.found
    assert parsed.names == ("particulars.voting", "tables.joint-services", "party.short_name")
    assert parsed.filters == ("where", "count")
    assert parsed.literals == ("majority", "line")
    assert parsed.calls == (("has", "x"),)
    assert parsed.term is False


def test_reads_keep_place_source_status_and_a_choice_shows_its_slug() -> None:
    faults = Faults()
    found = evaluate_condition(
        Expression("particulars.voting == 'majority' or particulars.local", HERE), NAMES, {}, faults
    )
    assert found is not None
    met, reads = found
    assert met
    assert [(r.name, r.shown, r.source, r.status) for r in reads] == [
        ("particulars.voting", "majority", "S1", "unconfirmed")
    ]
    assert reads[0].span == Span("agreements/x/y.yaml", 4, 3)


def test_a_value_worked_out_takes_the_least_sure_status_and_the_place_of_the_expression() -> None:
    found = evaluate(
        Expression("icb_count if particulars.voting == 'majority' else 1", HERE), NAMES, {}, Faults()
    )
    assert found is not None and found.value.span is not None
    assert found.value.span.file == "agreements/x/y.yaml"  # the datum itself
    made = evaluate(
        Expression("icb_count + 1 if particulars.voting == 'majority' else 1", HERE), NAMES, {}, Faults()
    )
    assert made is not None
    assert (made.value.span, made.value.status) == (HERE, Status.UNCONFIRMED)


def test_term_is_told() -> None:
    found = evaluate(Expression("(parties | first).short_name | term", HERE), NAMES, {}, Faults())
    assert found is not None and found.term and show(found.value) == "National"


def test_an_empty_cell_is_a_value_only_where_it_may_be() -> None:
    found = evaluate(Expression("row.empty", HERE), NAMES, {}, Faults(), empty=True)
    assert found is not None and found.value.value is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("particulars.days", "condition-not-yes-no"),
        ("particulars.nothing", "condition-not-yes-no"),
        ("particulars.email == 'x'", "condition-reads-blank"),
        ("icb_count > 5 or particulars.email == 'x'", "condition-reads-blank"),
    ],
)
def test_conditions(text: str, code: str) -> None:
    faults = Faults()
    assert evaluate_condition(Expression(text, HERE), NAMES, {}, faults) is None
    assert [found.code for found in faults.found] == [code]


def test_a_blank_that_is_not_read_does_no_harm() -> None:
    assert (
        evaluate_condition(Expression("icb_count > 1 or particulars.email == 'x'", HERE), NAMES, {}, Faults())
        is not None
    )


def test_the_blank_read_is_named() -> None:
    faults = Faults()
    evaluate_condition(Expression("icb_count > 1 and particulars.email == 'x'", HERE), NAMES, {}, faults)
    assert (
        "particulars.email" in faults.found[0].message
        and "[Notice e-mail: from Alpha]" in faults.found[0].message
    )


def test_a_fact_that_cannot_be_worked_out_is_named_as_such() -> None:
    class Facts(dict[str, Datum]):
        def __getitem__(self, name: str) -> Datum:
            raise KeyError(name)

    faults = Faults()
    assert evaluate(Expression("broken", HERE), Facts(broken=datum(1)), {}, faults) is None
    assert faults.found[0].code == "value-undefined"
