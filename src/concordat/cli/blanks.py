"""`concordat blanks`."""

from __future__ import annotations

from pathlib import Path

from concordat.cli.forms import form_asked, give
from concordat.cli.place import workspace
from concordat.cli.run import UNREADABLE, report, say
from concordat.diagnostics import Faults
from concordat.model.asked import AskedList
from concordat.project.blanks import Form, as_form, blanks
from concordat.project.blanks_report import NOTHING, places_of, stands_until
from concordat.project.sources import source_texts


def run(given: Path | None, names: list[str], form: str, output: Path | None) -> int:
    """Show or write what is asked of each body in the agreements named; the exit code."""
    wanted = form_asked(form, output, Form, (Form.DOCX, Form.XLSX))
    if wanted is None:
        return UNREADABLE
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, wanted is Form.JSON)
    found, house, problems = blanks(root, names)
    if problems.errors:
        return report(problems.errors, source_texts(root, problems), wanted is Form.JSON)
    if wanted is Form.TERMINAL:
        _show(found)
        return 0
    wrong = Faults()
    data = as_form(found, wanted, house, wrong)
    if wrong.errors:
        return report(wrong.found, source_texts(root, wrong))
    return give(data, output, _counted(found))


def _show(found: AskedList) -> None:
    if not found.bodies:
        say(NOTHING)
    for body in found.bodies:
        say(body.heading)
        for asked in body.asked:
            say(f"  {asked.wanted} (may stand until {stands_until(asked.until)})")
            for going in asked.going:
                say(f"    {', '.join(going.agreements)}: {places_of(going)}")


def _counted(found: AskedList) -> str:
    return f"{found.count} things wanted of {len(found.bodies)} bodies"
