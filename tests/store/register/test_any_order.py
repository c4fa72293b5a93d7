"""Events, kills, repairs, audits and cuts in any order: the sequence is unbroken and nothing is lost."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from concordat.diagnostics import Faults
from concordat.model.register import Event, Number, State
from concordat.store import steps
from concordat.store.audit import audit
from concordat.store.register import read_register
from concordat.store.repair import repair
from store.failing import NAMES, Failing
from store.register.small import (
    Planned,
    approved,
    die,
    ended,
    everything,
    in_child,
    issued,
    named,
    put,
    signed,
)

AGREEMENTS = ("valley/sharing-2024", "valley/lending-2024/hill")
HAPPENED = ("appended", "committed", "unlocked")


class Registers(RuleBasedStateMachine):
    """A model of a register: the events that happened, and whether a run left something."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.folder = self.root / "agreements/valley/register"
        self.events: list[tuple[str, str, Event]] = []
        self.kept: dict[str, bytes] = {}
        self.numbers: dict[str, Number] = {}
        self.copies: set[str] = set()
        self.left = False
        self.heads: list[str] = ["0" * 64]

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    @initialize()
    def begin(self) -> None:
        assert read_register(self.folder).lines == ()

    def _next(self, agreement: str, kind: Event, major: bool) -> Planned:
        """An event that may come next; an approval, signature or end of a number that is there, else a new draft."""
        last = self.numbers.get(agreement)
        made = {
            Event.APPROVED: lambda v: approved(agreement, v, "hill", State.APPROVED),
            Event.SIGNED: lambda v: signed(agreement, v, "hill", State.SIGNED),
            Event.ENDED: lambda v: ended(agreement, v),
        }
        if last is not None and kind in made and f"{agreement} {last} {kind}" not in self.copies:
            return made[kind](str(last))
        number = Number(0, 1) if last is None else Number(last.major + major, 0 if major else last.minor + 1)
        return issued(agreement, str(number), State.DRAFT)

    def _happened(self, event: Planned) -> None:
        manifest = event.manifest
        self.events.append((manifest.agreement, manifest.version, manifest.event))
        self.numbers[manifest.agreement] = Number.of(manifest.version)
        self.copies.add(f"{manifest.agreement} {manifest.version} {manifest.event}")
        self.heads.append(read_register(self.folder).lines[-1].digest)
        self.kept = named(self.folder)

    @rule(agreement=st.sampled_from(AGREEMENTS), kind=st.sampled_from(Event), major=st.booleans())
    def commit(self, agreement: str, kind: Event, major: bool) -> None:
        event, faults = self._next(agreement, kind, major), Faults()
        [line] = put(self.folder, [event], faults)
        assert (line is None) == self.left == bool(faults.errors)
        if line is not None:
            self._happened(event)

    @rule(
        agreement=st.sampled_from(AGREEMENTS),
        kind=st.sampled_from(Event),
        step=st.sampled_from([step for step in steps.STEPS if step != "rendered"]),
    )
    def killed(self, agreement: str, kind: Event, step: str) -> None:
        event = self._next(agreement, kind, False)

        def run() -> None:
            steps.hook = lambda here: die() if here == step else None
            put(self.folder, [event])

        ended_by = in_child(run)
        assert ended_by == (0 if self.left else 9)
        if not self.left:
            self.left = step != "unlocked"
            if step in HAPPENED:
                self._happened(event)

    @rule(
        agreement=st.sampled_from(AGREEMENTS),
        operation=st.sampled_from(list(NAMES)),
        at=st.integers(min_value=1, max_value=16),
    )
    def failed(self, agreement: str, operation: str, at: int) -> None:
        event, count = self._next(agreement, Event.ISSUED, False), len(self.events)

        def run() -> None:
            Failing(pytest.MonkeyPatch(), operation, at)
            put(self.folder, [event])

        assert in_child(run) == 0
        register = read_register(self.folder)
        if len(register.lines) > count:
            self._happened(event)
        self.left = bool(register.notes)

    @rule()
    def repaired(self) -> None:
        faults = Faults()
        assert bool(repair(self.folder, faults)) == self.left and not faults.found
        self.left = False

    @rule(cut=st.integers(min_value=1, max_value=400))
    def cut_and_put_back(self, cut: int) -> None:
        path = self.folder / "ledger.jsonl"
        if not self.events:
            return
        whole = path.read_bytes()
        path.write_bytes(whole[:-cut])
        assert audit(self.folder, expect_head=self.heads[-1]).faults
        path.write_bytes(whole)

    @rule(at=st.integers(min_value=0))
    def earlier_head(self, at: int) -> None:
        assert audit(self.folder, expect_head=self.heads[at % len(self.heads)]).faults == ()

    @invariant()
    def nothing_is_lost(self) -> None:
        found = audit(self.folder)
        lines = found.register.lines
        assert found.faults == () and bool(found.notes) == self.left
        assert [(line.agreement, line.version, line.event) for line in lines] == self.events
        assert [line.sequence for line in lines] == list(range(1, len(lines) + 1))
        assert [line.digest for line in lines] == self.heads[1:]
        assert self.kept.items() <= everything(self.folder).items() if self.folder.is_dir() else not self.kept


Registers.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestRegisters = Registers.TestCase


def test_a_register_of_which_something_is_lost_is_caught() -> None:
    machine = Registers()
    try:
        machine.commit("valley/sharing-2024", Event.ISSUED, True)
        machine.commit("valley/sharing-2024", Event.APPROVED, True)
        machine.nothing_is_lost()
        path = machine.folder / "ledger.jsonl"
        path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
        with pytest.raises(AssertionError):
            machine.nothing_is_lost()
    finally:
        machine.teardown()
