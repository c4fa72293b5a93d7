"""`issue` and `sign` killed at every named step: the old state or the new, and the next command says which."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from concordat.cli.history import run as history
from concordat.diagnostics import Faults
from concordat.model.register import State
from concordat.project.registers import read_held
from concordat.project.repair import repair
from concordat.project.verify import verify
from concordat.store import steps
from life_steps import DALE, codes, for_signature, issued, killed, signed, valley
from quick import quick


def _issue(root: Path) -> object:
    return issued(root, State.FOR_APPROVAL, "2024-02-01")


def _sign(root: Path) -> object:
    return signed(root, "county-library", "2024-02-20")


STEPS = {
    "issue": steps.STEPS,
    "sign": tuple(step for step in steps.STEPS if step not in ("rendered", "housed")),
}
WORK: dict[str, Callable[[Path], object]] = {"issue": _issue, "sign": _sign}


@pytest.mark.parametrize(
    ("command", "step"), [(name, step) for name, found in STEPS.items() for step in found]
)
def test_killed_at_a_step(command: str, step: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = valley(tmp_path)
    if command == "sign":
        for_signature(root)
    before = read_held(root, DALE, Faults())[0].lines
    assert killed(step, lambda: WORK[command](root))
    capfd.readouterr()
    done = STEPS[command].index(step) >= STEPS[command].index("appended")
    history(root, [DALE] if before or done else [], as_json=False)
    told = "".join(capfd.readouterr())
    lines = read_held(root, DALE, Faults())[0].lines
    assert lines[: len(before)] == before and len(lines) - len(before) == done
    where = f"its last line is number {len(lines)}" if lines else "its ledger holds no line"
    assert (where in told) is (step != "unlocked")
    if step != "unlocked":
        refused = WORK[command](root)
        assert codes(refused.faults) and not refused.line  # type: ignore[attr-defined]
        set_aside, faults = repair(root, ())
        assert set_aside and not faults.errors
    again = WORK[command](root)
    assert bool(again.line) is not done  # type: ignore[attr-defined]
    assert not verify(root, (), fast=False, render=quick).faults.found


def test_how_many_steps_were_tried(capsys: pytest.CaptureFixture[str]) -> None:
    tried = {name: len(found) for name, found in STEPS.items()}
    with capsys.disabled():
        print(f"\nkilled at named steps: {tried['issue']} of issue, {tried['sign']} of sign")
    assert tried == {"issue": 9, "sign": 7}
