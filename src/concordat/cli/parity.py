"""`concordat parity`."""

from __future__ import annotations

from pathlib import Path

from concordat.cli.forms import form_asked, give
from concordat.cli.place import workspace
from concordat.cli.run import CHECK_FAILED, UNREADABLE, exit_code, report
from concordat.cli.shown import show
from concordat.model.parity import Parity
from concordat.project.parity import Form, as_form, parities
from concordat.project.sources import source_texts
from concordat.versions.parity_report import parity_report


def run(given: Path | None, names: list[str], precedent: bool, form: str, output: Path | None) -> int:
    """Compare the agreements named within each kind, and show or write what differs; the exit code (1 for a fault)."""
    wanted = form_asked(form, output, Form, (Form.XLSX,))
    if wanted is None:
        return UNREADABLE
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, wanted is Form.JSON)
    found, problems = parities(root, names, precedent)
    if problems.errors:
        code = report(problems.errors, source_texts(root, problems), wanted is Form.JSON and not found)
        if not found:
            return code
    if wanted is Form.TERMINAL:
        show(parity_report(found, ""))
    elif code := give(as_form(found, wanted), output, _counted(found)):
        return code
    faulty = any(kind.faults for kind in found)
    return max(exit_code(problems.errors), CHECK_FAILED if faulty else 0)


def _counted(found: tuple[Parity, ...]) -> str:
    differences = sum(len(kind.differences) for kind in found)
    faults = sum(len(kind.faults) for kind in found)
    return f"{differences} differences, {faults} of them faults"
