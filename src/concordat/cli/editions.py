"""`concordat diff --editions`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from concordat.cli.forms import form_asked, give
from concordat.cli.place import workspace
from concordat.cli.run import CHECK_FAILED, UNREADABLE, exit_code, report
from concordat.cli.shown import show
from concordat.model.editions import EditionsCompared, Outcome
from concordat.project.diff import Form
from concordat.project.editions_compared import TITLE, as_form, editions_compared
from concordat.project.sources import source_texts
from concordat.versions.editions_report import editions_report


def run(
    given: Path | None, old: str, new: str, agreements: Iterable[str], form: str, output: Path | None
) -> int:
    """Compare two national editions, and show or write what the newer means for the agreements named.

    The exit code is 1 where local text meets a national change, or where the newer edition would bring an error.
    """
    wanted = form_asked(form, output, Form, (Form.XLSX,))
    if wanted is None:
        return UNREADABLE
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, wanted is Form.JSON)
    found, problems = editions_compared(root, old, new, agreements)
    if problems.errors:
        code = report(problems.errors, source_texts(root, problems), wanted is Form.JSON and not found)
        if not found:
            return code
    if wanted is Form.TERMINAL:
        show(editions_report(found, TITLE), titled=True)
    elif code := give(as_form(found, wanted), output, _counted(found)):
        return code
    open_ones = any(
        kind.count(Outcome.CONFLICT) or any(one.faults for one in kind.agreements) for kind in found
    )
    return max(exit_code(problems.errors), CHECK_FAILED if open_ones else 0)


def _counted(found: Iterable[EditionsCompared]) -> str:
    kinds = tuple(found)
    changes, conflicts = (
        sum(len(one.changes) for one in kinds),
        sum(one.count(Outcome.CONFLICT) for one in kinds),
    )
    return f"{changes} national changes, {conflicts} conflicts"
