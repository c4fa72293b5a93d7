"""What the tests of the readers share: the sound workspace, copies of it with a fault, and faults as text."""

from __future__ import annotations

import shutil
from pathlib import Path

from concordat.diagnostics import Faults

HERE = Path(__file__).parent
SOUND = HERE / "sound"
CASES = HERE / "cases"
EXPECTED = "expected.txt"


def workspace_with(case: Path | None, folder: Path) -> Path:
    """A copy of the sound workspace in `folder`, with the files of a case in place of its own."""
    root = folder / "workspace"
    shutil.copytree(SOUND, root)
    for file in sorted(case.rglob("*")) if case else ():
        if file.is_file() and file.name != EXPECTED:
            target = root / file.relative_to(case or SOUND)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
    return root


def as_text(faults: Faults) -> str:
    """Every fault with its place, code, message, hint and other places, as the golden files hold them."""
    lines: list[str] = []
    for fault in faults.found:
        length = fault.span.length if fault.span else 0
        lines.append(f"{fault.span} +{length}: {fault.severity.value}: {fault.message} [{fault.code}]")
        if fault.hint:
            lines.append(f"  = {fault.hint}")
        lines.extend(f"  {related.span}: {related.label}" for related in fault.related)
    return "\n".join(lines) + "\n"
