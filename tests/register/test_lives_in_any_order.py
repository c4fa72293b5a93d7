"""The steps of versions in any order, killed at any point: the sequence is unbroken, versions rise, nothing is lost."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from concordat.diagnostics import Faults
from concordat.model.register import Event, Line, State
from concordat.project.issue import Issued
from concordat.project.recording import Recorded
from concordat.project.registers import read_held
from concordat.project.repair import repair
from concordat.project.verify import verify
from concordat.store import steps
from concordat.versions.life import Register
from life_steps import DALE, PARTIES, approved, codes, ended, issued, killed, signed, valley
from quick import quick
from support import change

STATES = st.sampled_from((State.DRAFT, State.FOR_APPROVAL, State.FOR_SIGNATURE))
POINTS = st.one_of(st.none(), st.sampled_from(steps.STEPS))


class Lives(RuleBasedStateMachine):
    """One agreement, whose text changes, with overlays; every command may be killed at any step that it reaches."""

    @initialize()
    def begin(self) -> None:
        memory = (
            "/dev/shm"  # where there is one: these tests write much, and what a disk does is tried elsewhere
        )
        self.root = Path(tempfile.mkdtemp(dir=memory if os.path.isdir(memory) else None))
        valley(self.root)
        self.day = date(2024, 1, 1)
        self.seen: tuple[Line, ...] = ()
        self.kept: dict[str, bytes] = {}
        self.weeks = self.overlays = 0

    def teardown(self) -> None:
        shutil.rmtree(getattr(self, "root", ""), ignore_errors=True)

    def _on(self) -> str:
        self.day += timedelta(days=1)
        return self.day.isoformat()

    def _do(self, point: str | None, work: Callable[[], object]) -> None:
        """Do something, killed at a point where it reaches one; what is left over is then set aside."""
        if point is None:
            work()
            return
        killed(point, work)
        _, faults = repair(self.root, ())
        assert not faults.errors

    @rule(state=STATES, point=POINTS)
    def issue(self, state: State, point: str | None) -> None:
        day = self._on()
        self._do(point, lambda: issued(self.root, state, day))

    @rule(party=st.sampled_from(PARTIES), point=POINTS)
    def approve(self, party: str, point: str | None) -> None:
        day = self._on()
        self._do(point, lambda: approved(self.root, party, day))

    @rule(party=st.sampled_from(PARTIES), dated=st.booleans(), point=POINTS)
    def sign(self, party: str, dated: bool, point: str | None) -> None:
        day = self._on()
        self._do(point, lambda: signed(self.root, party, day, day if dated else ""))

    @rule(point=POINTS)
    def end(self, point: str | None) -> None:
        day = self._on()
        if self.weeks > 2:  # not too soon, for nothing follows it
            self._do(point, lambda: ended(self.root, day, day))

    @rule(times=st.integers(3, 9), point=POINTS)
    def go_on(self, times: int, point: str | None) -> None:
        """What comes next in a life, several steps of it; the last may be killed."""
        for left in reversed(range(times)):
            day = self._on()
            if self._stands() is State.SIGNED:
                self.reword()  # nothing is issued twice
            if left == 0 and point is not None:
                self._do(point, lambda day=day: self._next(day))  # type: ignore[misc]
                return
            made = self._next(day)
            assert made is None or made.line is not None, [one.message for one in made.faults.errors]

    def _stands(self) -> State | None:
        register = read_held(self.root, DALE, Faults())[1]
        versions = register.of(DALE) if register is not None else ()
        return versions[-1].state if versions else None

    def _next(self, day: str) -> Issued | Recorded | None:
        register = read_held(self.root, DALE, Faults())[1]
        versions = register.of(DALE) if register is not None else ()
        last = versions[-1] if versions else None
        if last is None or last.state in (State.DRAFT, State.SIGNED):
            return issued(self.root, State.FOR_APPROVAL, day)
        if last.state is State.FOR_APPROVAL:
            return approved(self.root, last.lacking(Event.APPROVED)[0], day)
        if last.state is State.APPROVED:
            made = issued(self.root, State.FOR_SIGNATURE, day)
            if codes(made.faults) == ["version-words"]:  # the text has changed since: it is approved anew
                return issued(self.root, State.FOR_APPROVAL, day)
            return made
        if last.state is State.FOR_SIGNATURE:
            waiting = last.lacking(Event.SIGNED)
            return signed(self.root, waiting[0], day, day if len(waiting) == 1 else "")
        return None

    @rule()
    def reword(self) -> None:
        """The text changes, as a drafter changes it."""
        self.weeks += 1
        path = "agreements/valley/loan-2024.yaml"
        text = (self.root / path).read_text("utf-8")
        given = f"  limit: '£{2000 + self.weeks}'\n"
        lines = [line for line in text.splitlines(keepends=True) if not line.startswith("  limit:")]
        change(self.root, {path: "".join(lines).replace("particulars:\n", f"particulars:\n{given}", 1)})

    @rule()
    def overlay(self) -> None:
        """A variation is written."""
        self.overlays += 1
        day = date(2024, 4, 1) + timedelta(days=self.overlays)
        text = f"varies: loan-2024\neffective: {day}\nparticulars:\n  loan_weeks: {30 + self.overlays}\n"
        change(self.root, {f"agreements/valley/variation-{self.overlays}.yaml": text})

    @invariant()
    def nothing_is_lost(self) -> None:
        if not hasattr(self, "root"):
            return
        faults = Faults()
        kept, register = read_held(self.root, DALE, faults)
        assert not faults.found, [one.message for one in faults.found]
        assert register is not None
        assert kept.lines[: len(self.seen)] == self.seen
        assert [line.sequence for line in kept.lines] == list(range(1, len(kept.lines) + 1))
        self._versions_rise(register)
        for line in kept.lines[len(self.seen) :]:
            folder = self.root / "agreements/valley/register" / line.folder
            self.kept |= {f"{line.folder}/{path.name}": path.read_bytes() for path in folder.iterdir()}
        self.seen = kept.lines
        for name, data in self.kept.items():
            assert (self.root / "agreements/valley/register" / name).read_bytes() == data
        assert not verify(self.root, (), fast=True).faults.found

    def _versions_rise(self, register: Register) -> None:
        first = [line.version for line in register.lines]
        begun = list(dict.fromkeys(first))
        words: dict[str, set[str]] = {}
        for line in register.lines:
            issue = register.manifests[line.folder].issue
            if issue is not None:
                words.setdefault(line.version, set()).add(issue.text_digest)
        assert all(len(found) == 1 for found in words.values()), "one number has two texts"
        assert begun == sorted(begun, key=lambda text: tuple(map(int, text.split("."))))
        for version in register.of(DALE):
            if version.state in (State.SIGNED, State.ENDED):
                assert set(version.signings) == set(PARTIES) and version.dated
            if version.engrossment is not None and not version.engrossment.issue.differs_from:
                assert set(version.approvals) == set(PARTIES)


TestLives = Lives.TestCase
TestLives.settings = settings(
    max_examples=15,
    stateful_step_count=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def test_a_register_that_was_lived_in_can_be_made_again(tmp_path: Path) -> None:
    root = valley(tmp_path)
    issued(root, State.DRAFT, "2024-01-05")
    assert not verify(root, (), fast=False, render=quick).faults.found
