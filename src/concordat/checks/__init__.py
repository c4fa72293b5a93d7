"""Checks: each looks for one defect over a shared index, and names it at its place (design section 7).

Those of LIBRARY read the library once; those of AGREEMENT one composed agreement; those of FAMILY the agreements of
one family. What compose and the
expressions find themselves (a condition that reads a blank, a value that is nothing, a repetition without
keys, one clause twice) they report themselves. A file may allow a check that concerns it, with a reason
(`allow:` in its head).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from concordat.checks import (
    access_heading_level,
    access_link_text,
    access_table_heading,
    decision_without_row,
    deviation_anchor,
    deviation_expired,
    deviation_locked,
    deviation_reason,
    deviation_stale,
    deviation_unknown,
    drafting_definition_duty,
    drafting_duplicate_heading,
    drafting_former_law,
    drafting_list,
    drafting_long_sentence,
    drafting_phrase,
    drafting_punctuation,
    drafting_recital_duty,
    drafting_shall,
    example_fact,
    expression_names,
    fact_unconfirmed,
    family,
    family_dates,
    family_differs,
    family_references,
    family_shares,
    function_excluded,
    function_without_source,
    majority_of_two,
    mandated_unused,
    numbering_unknown,
    paper_count,
    paper_law,
    paper_phrase,
    paper_schedule,
    particular_missing,
    particular_type,
    quorum_fragile,
    quorum_unreachable,
    reference_hole,
    reference_sister,
    reference_target,
    reference_typed,
    rule_broken,
    schedule_empty,
    schedule_unreferred,
    seat_missing,
    table_count_typed,
    table_key,
    table_percentages,
    table_tie,
    table_total,
    term_circular,
    term_left_out,
    term_sentence_start,
    term_twice,
    term_two_meanings,
    term_undefined,
    term_unused,
    value_suspicious,
)
from concordat.checks.family import FamilyFault, FamilyIndex, family_index
from concordat.checks.index import AgreementIndex, LibraryIndex, agreement_index, library_index
from concordat.checks.papers import PaperIndex, paper_index
from concordat.diagnostics import Diagnostic, Faults
from concordat.model.library import Entry, Instructions, Workspace
from concordat.model.pack import PackPlan
from concordat.model.tree import Agreement

LIBRARY: tuple[Callable[[LibraryIndex], Iterable[Diagnostic]], ...] = (
    expression_names.check,
    reference_target.check,
    reference_sister.check,
    reference_typed.check,
    term_undefined.check,
    term_twice.check,
    term_circular.check,
    term_unused.check,
    term_sentence_start.check,
    table_count_typed.check,
    function_excluded.check,
    function_without_source.check,
    mandated_unused.check,
    drafting_shall.check,
    drafting_phrase.check,
    drafting_former_law.check,
    drafting_definition_duty.check,
    drafting_recital_duty.check,
    drafting_punctuation.check,
    drafting_list.check,
    drafting_long_sentence.check,
    access_link_text.check,
    value_suspicious.check,
    family.check,
)
"""The checks of the library, in order."""

AGREEMENT: tuple[Callable[[AgreementIndex], Iterable[Diagnostic]], ...] = (
    particular_missing.check,
    particular_type.check,
    rule_broken.check,
    reference_hole.check,
    numbering_unknown.check,
    schedule_unreferred.check,
    schedule_empty.check,
    table_key.check,
    table_total.check,
    term_left_out.check,
    table_percentages.check,
    table_tie.check,
    quorum_unreachable.check,
    quorum_fragile.check,
    seat_missing.check,
    majority_of_two.check,
    decision_without_row.check,
    deviation_unknown.check,
    deviation_locked.check,
    deviation_reason.check,
    deviation_expired.check,
    deviation_stale.check,
    deviation_anchor.check,
    drafting_duplicate_heading.check,
    access_heading_level.check,
    access_table_heading.check,
    fact_unconfirmed.check,
    example_fact.check,
)
"""The checks of one agreement, in order."""


FAMILY: tuple[Callable[[FamilyIndex], Iterable[FamilyFault]], ...] = (
    family_differs.check,
    family_dates.check,
    family_shares.check,
    family_references.check,
    term_two_meanings.check,
)
"""The checks of one family, in order."""


PAPER: tuple[Callable[[PaperIndex], Iterable[Diagnostic]], ...] = (
    paper_phrase.check,
    paper_law.check,
    paper_schedule.check,
    paper_count.check,
)
"""The checks of what the author of a board's paper wrote, in order."""

OF_A_PAPER: tuple[Callable[[AgreementIndex], Iterable[Diagnostic]], ...] = (
    particular_missing.check,
    particular_type.check,
    rule_broken.check,
    reference_hole.check,
    schedule_empty.check,
    table_key.check,
    table_tie.check,
    access_table_heading.check,
    example_fact.check,
)
"""The checks of an agreement that hold for a paper too; what its agreements say is checked in them."""

OF_A_VARIATION: tuple[Callable[[AgreementIndex], Iterable[Diagnostic]], ...] = (
    particular_missing.check,
    particular_type.check,
    rule_broken.check,
    reference_hole.check,
    schedule_unreferred.check,
    table_key.check,
    term_left_out.check,
    drafting_duplicate_heading.check,
    access_heading_level.check,
    access_table_heading.check,
    fact_unconfirmed.check,
    example_fact.check,
)
"""The checks of an agreement that hold for a variation agreement too; the text that it varies is checked in itself, and so are
the tables that it quotes in part."""


def check_library(workspace: Workspace) -> Faults:
    """What is wrong in the library, whichever agreement uses it; in the order of the checks, then of the
    files."""
    index = library_index(workspace)
    found = Faults()
    found.extend(_not_allowed(workspace, (d for check in LIBRARY for d in check(index))))
    return found


def check_agreement(workspace: Workspace, agreement: Agreement, today: date | None = None) -> Faults:
    """What is wrong in one composed agreement. `today` is the day on which expiry is judged; None judges
    none."""
    index = agreement_index(workspace, agreement, today)
    found = Faults()
    found.extend(_not_allowed(workspace, (d for check in AGREEMENT for d in check(index))))
    return found


def check_paper(
    workspace: Workspace,
    paper: Instructions,
    tree: Agreement,
    plan: PackPlan,
    agreements: Mapping[str, Agreement],
) -> Faults:
    """What is wrong in a board's paper (`tree`, without what is bound with it), given the agreements of which it speaks."""
    folder = "/".join(paper.path.split("/")[:2])
    workspace = replace(workspace, instructions={**workspace.instructions, folder: paper})
    index = paper_index(workspace, paper, tree, plan, agreements)
    found = Faults()
    found.extend(_not_allowed(workspace, (d for check in OF_A_PAPER for d in check(index.of))))
    found.extend(d for check in PAPER for d in check(index))
    return found


def check_variation(workspace: Workspace, tree: Agreement) -> Faults:
    """What is wrong in a variation agreement; the workspace holds its instructions under its path."""
    index = agreement_index(workspace, tree, None)
    found = Faults()
    found.extend(_not_allowed(workspace, (d for check in OF_A_VARIATION for d in check(index))))
    return found


def check_family(
    workspace: Workspace, folder: str, label: str, agreements: Iterable[Agreement]
) -> tuple[FamilyFault, ...]:
    """What does not agree among the agreements of one family (`label`, in the committee.yaml of `folder`)."""
    index = family_index(workspace, folder, label, agreements)
    return tuple(found for check in FAMILY for found in check(index))


def files_of(workspace: Workspace, agreement: Agreement) -> frozenset[str]:
    """The files of the library whose words an agreement prints.

    An error of the library in one of these is an error of the agreement.
    """
    index = agreement_index(workspace, agreement, None)
    found = {
        origin.span.file
        for place in index.places
        if (origin := getattr(place.block, "origin", None)) and origin.span
    }
    found |= {spec.span.file for _, spec in index.tables() if spec is not None}
    return frozenset(found)


def _not_allowed(workspace: Workspace, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The diagnostics but for those that the file which they concern allows."""
    allowed: Mapping[str, frozenset[str]] = {
        entry.span.file: frozenset(entry.allow) for entry in _entries(workspace) if entry.allow
    }
    for diagnostic in found:
        file = diagnostic.span.file if diagnostic.span is not None else ""
        if diagnostic.code not in allowed.get(file, ()):
            yield diagnostic


def _entries(workspace: Workspace) -> Iterator[Entry]:
    yield from workspace.library.entries.values()
    for instructions in workspace.instructions.values():
        for deviation in instructions.deviations:
            if isinstance(deviation.text, Entry):
                yield deviation.text
