"""Places, messages and the closed list of codes.

A diagnostic is a fault or a doubt that a lawyer can act on: the file, the line, what is wrong in drafting
words, and a hint that cures. The design (section 7) asks that all of a run are reported at once, so every
stage returns diagnostics beside its result and raises nothing for bad input.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Severity(StrEnum):
    """How definite a diagnostic is: an error is a definite fault, a warning a doubtful one."""

    ERROR = "error"
    WARNING = "warning"


class Stage(StrEnum):
    """Where a diagnostic arises; it decides the exit code (design section 8)."""

    READ = "read"  # cannot be read: nothing is written, exit 2
    CHECK = "check"  # this agreement is not written, the others are, exit 1
    ENVIRONMENT = "environment"  # the machine: exit 3


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file of the workspace: path relative to it with `/`, line and column from 1, length in characters."""

    file: str
    line: int
    column: int
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of fault: its slug, its stage, how definite it is, and its title. Its page is `pages/<slug>.md`."""

    slug: str
    stage: Stage
    severity: Severity
    title: str


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a diagnostic, with what it is ("first used here")."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message. `message` says what is wrong in the drafter's words, `hint` what cures it."""

    code: str
    span: Span | None
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    agreement: str | None = None  # the agreement it arose in, where it arose in one

    def __post_init__(self) -> None:
        """Raise KeyError for a code that is not in the closed list: our own fault, never the user's."""
        CODES[self.code]

    @property
    def severity(self) -> Severity:
        """The severity that the list gives this code."""
        return CODES[self.code].severity

    @property
    def stage(self) -> Stage:
        """The stage that the list gives this code."""
        return CODES[self.code].stage


@dataclass(slots=True)
class Faults:
    """Collects diagnostics in the order found; each distinct one is kept once."""

    found: list[Diagnostic] = field(default_factory=list)
    _seen: set[Diagnostic] = field(default_factory=set)

    def add(
        self,
        code: str,
        span: Span | None,
        message: str,
        hint: str = "",
        related: Iterable[Related] = (),
        agreement: str | None = None,
    ) -> None:
        """Keep one more diagnostic, unless the same was kept before."""
        self.extend([Diagnostic(code, span, message, hint, tuple(related), agreement)])

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep each of these that was not kept before."""
        for diagnostic in diagnostics:
            if diagnostic not in self._seen:
                self._seen.add(diagnostic)
                self.found.append(diagnostic)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The definite faults."""
        return tuple(d for d in self.found if d.severity is Severity.ERROR)


def _codes() -> dict[str, Code]:
    rows: list[tuple[Stage, str, str]] = []
    for stage, text in ((Stage.READ, _READ), (Stage.CHECK, _CHECK), (Stage.ENVIRONMENT, _ENVIRONMENT)):
        for line in text.strip().splitlines():
            rows.append((stage, *line.split("|", 1)))  # type: ignore[arg-type]
    found: dict[str, Code] = {}
    for stage, name, title in rows:
        slug = name.strip().removesuffix("?")
        severity = Severity.WARNING if name.strip().endswith("?") else Severity.ERROR
        assert slug not in found, slug
        found[slug] = Code(slug, stage, severity, title.strip())
    return found


# One line a code: slug (a warning ends in `?`) | title.
_READ = """
file-missing | a file that is needed is not there
file-empty | a file holds nothing
file-too-large | a file is larger than the limit
file-encoding | a file is not UTF-8 text
file-name | a file's name and the identity inside it differ
character-forbidden | an invisible or control character
character-mixed-script | a word mixes alphabets
identity-invalid | an identity is not a slug
identity-reserved | an identity uses a reserved word
identity-duplicate | one identity is given twice
path-outside | a path leaves the workspace
yaml-syntax | the YAML cannot be read
yaml-duplicate-key | a key is given twice
yaml-quote-this | YAML would read this as something else
yaml-anchor | anchors, aliases and merge keys are not allowed
yaml-tag | tags are not allowed
yaml-too-deep | the YAML is nested too deeply
yaml-many | one file holds several YAML documents
yaml-key | a key is not plain text
key-unknown | a key that nothing reads
key-missing | a key that is needed is not there
value-type | an answer is of another type than its place
date-impossible | a date that no calendar has
money-malformed | a sum of money cannot be read
front-matter | the head of the file cannot be read
prose-list-number | a provision is not written `1.`
prose-indent | a line is not aligned with its paragraph
prose-stray-line | a line looks like structure but is not
prose-stray-mark | marks that look like a value, an attribute or a reference but are not
prose-directive-unknown | a directive that does not exist
prose-directive-open | a directive is left open
prose-directive-crossed | a directive is closed by the line of another
prose-hard-break | a line ends in a hard break
prose-tab | a tab
prose-value-in-link | a value inside the target of a reference
prose-attribute | an attribute cannot be read
prose-shape | a provision is not one opening, children, one closing
anchor-missing | a provision without an anchor
anchor-duplicate | one anchor twice in a file
expression-syntax | an expression cannot be read
expression-forbidden | an expression does what expressions may not
expression-name | an expression reads a name that nothing has
expression-filter | an expression uses a filter that does not exist
expression-wording | an expression holds wording
precedent-unknown | instructions name a precedent that does not exist
clause-unknown | a precedent names a clause or schedule that the library does not hold
recital-unknown | a precedent names a recital that the library does not hold
party-unknown | a party that parties/ does not hold
table-unknown | a table or dataset that schedules/ does not hold
table-malformed | a table or dataset cannot be used as it stands
deviation-unknown | a deviation replaces what the precedent does not hold
house-placeholder | house.docx holds something other than our placeholders
house-style-missing | house.docx lacks a style
house-malformed | house.yaml or house.docx cannot be used
asset-missing | a font or picture is missing
agreement-unknown | no agreement, place or code of that name
version-unknown | no version of that number, state or day
edition-unknown | no national edition of that name
overlay-malformed | an overlay or a restatement that cannot stand
register-newer | a register written by a newer Concordat
workspace-missing | no workspace here
word-unreadable | a Word file that cannot be read
mandated-condition | mandated text under a condition
mandated-digest | mandated text is not the text of its digest
"""
_CHECK = """
particular-missing | a question without an answer
particular-type | an answer is of the wrong type
answer-empty | an answer without a word
rule-broken | a rule of the precedent is broken
rule-doubtful? | a rule of the precedent that warns is not kept
condition-not-yes-no | a condition gives something other than yes or no
condition-reads-blank | a condition reads a blank
value-undefined | an expression gives nothing
loop-without-key | a repetition over what has no key
list-empty | a list of which nothing is left
reference-unknown | a reference to nothing
reference-dropped | a reference to a clause that a condition left out
reference-typed | a reference typed by hand
reference-loop | a reference into a repetition from outside
reference-sister | a reference to a sister agreement
reference-unproved | a reference that some answers leave without its place
clause-twice | one clause twice in one agreement
term-undefined | a capitalised term that nothing defines
term-unproved | a use of a term that some answers leave without its definition
term-unused? | a definition that nothing in the library uses
term-twice | a term defined twice
term-circular | definitions that define each other
term-sentence-start? | a common word that begins a sentence may not be the term
schedule-unreferred | a schedule that no provision refers to
schedule-empty | a schedule that is empty without saying so
table-total | a total that its rows do not make
table-percentages | percentages that do not make 100
table-tie | figures of a table that do not agree
table-cell-unplaced | a figure for which a table has no column
table-count-typed | a number typed before a noun that a table counts
table-key | a table's key is missing or repeated
quorum-unreachable | a quorum that the seats cannot reach
quorum-fragile? | a quorum that one absence breaks
seat-missing | a party without a seat
majority-of-two | a majority between two
decision-without-row | a decision without a row
function-excluded | a function that the regulations exclude
function-without-source | a function without its statutory source
mandated-unused? | national text that no kind of agreement takes
fact-unconfirmed? | a fact without a confirmed source
example-fact | an invented fact outside an example
family-differs | agreements of one family that do not agree
family-dates | dates of a family out of order
family-shares | shares of a family that do not make 100
term-two-meanings | one term with two meanings in one family
paper-agreement | a paper that names an agreement of another kind
paper-phrase | words that a paper may not use
paper-wordings | one thing in two wordings in one paper
paper-schedule | a paper that misnames a schedule
paper-count | a number in a paper that its agreements do not have
paper-long? | a paper of more sides than it may have
deviation-locked | a deviation from mandated or stand-in wording
deviation-reason | a deviation without its reason or approval
deviation-expired | a deviation past its expiry
deviation-stale | the library text changed since the deviation
deviation-anchor | a deviation lacks an anchor that is referred to
dates-out-of-order | dates out of order
drafting-shall | "shall"
drafting-phrase | a phrase that style.md bars
drafting-old-law | law or a body that no longer exists
drafting-definition-duty | a definition that holds a duty
drafting-recital-duty | a recital that holds a duty
drafting-punctuation | doubled spaces, unmatched brackets or quotes
drafting-list | a list whose members punctuate themselves
drafting-long-sentence? | a sentence of more than sixty words
drafting-duplicate-heading | two headings of one agreement that are the same
access-heading-level | a heading level is skipped
access-table-heading | a table without a heading, a caption or a summary
access-link-text | a link without words that say where it leads
house-departs? | house.docx departs from house.yaml
words-differ | a file that was written does not hold the words of the agreement
numbering-frozen | a published number that cannot stand where it is
numbering-unknown? | a published number of a name that nothing bears
execution-none | no way of signing whose condition holds
text-too-long | a text is longer than a document can hold
value-suspicious? | a value that looks like an instruction to a program
blank-due | a blank that should by now be filled
fact-due | a fact that should by now be confirmed
stand-in | our own model in place of national text
deviation-unapproved | a deviation without an approval that counts
version-state | a version is not where this step needs it
version-words | the words are not those that were approved
authority-unknown | an authority that is not recorded, or does not cover this
record-incomplete | what is to be recorded lacks something
signed-file | a signed file that cannot be taken as it is
deed-under-hand | a deed varied under hand
register-damaged | the register is not as it was written
register-torn | the last line of a ledger is torn
register-head | the ledger does not hold the line that was expected
register-leftover | something in a register that no line of its ledger names
made-with-another? | a version was made with another version of something
version-late? | a text signed only after the day on which it was in force
date-backwards? | a day before the last of the ledger
"""
_ENVIRONMENT = """
dependency-old | a library is too old or missing
system-library-missing | a system library is missing
output-not-writable | an output cannot be written
render-failed | a renderer failed
register-locked | a register that another run is writing
register-lock-stale | a lock whose owner no longer runs
set-aside? | a file that someone edited was set aside
interrupted | the run was stopped
"""

CODES = MappingProxyType(_codes())
"""The closed list of codes by slug."""
