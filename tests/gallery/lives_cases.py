"""The codes of versions: each brought about in the life of an invented agreement."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from concordat.diagnostics import Diagnostic, Faults
from concordat.model.register import State
from concordat.project import verify as verifying
from concordat.project.frozen import frozen_of
from concordat.project.verify import verify
from concordat.project.views import Views
from life_steps import DALE, INSTRUCTIONS, OVER, approved, for_signature, issued, valley, whole_life
from quick import quick
from support import swap

Special = Callable[[Path, pytest.MonkeyPatch], Iterable[Diagnostic]]


def version_unknown(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    root, faults = valley(folder), Faults()
    whole_life(root)
    list(frozen_of(root, (f"{DALE}@1.2", f"{DALE}@2024-03-31"), faults))
    return faults.found


def _refused(folder: Path, code: str) -> Iterable[Diagnostic]:
    others = {one: reason for one, reason in OVER.items() if one != code}
    return issued(valley(folder), State.FOR_APPROVAL, "2024-02-01", accept=others).faults.errors


def blank_due(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    return _refused(folder, "blank-due")


def stand_in(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    return _refused(folder, "stand-in")


def fact_due(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    root = valley(folder)
    swap(root, "agreements/valley/committee.yaml", "example: yes\n", "")
    swap(root, INSTRUCTIONS, "limit: '£1,500'", "limit: {value: '£1,500', status: unconfirmed}")
    return issued(root, State.FOR_APPROVAL, "2024-02-01", "valley/loan-2024/birch-branch").faults.errors


def deviation_unapproved(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    return issued(
        valley(folder), State.FOR_APPROVAL, "2024-02-01", "valley/loan-2024/ferry-branch"
    ).faults.errors


def version_state(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    root = valley(folder)
    issued(root, State.FOR_APPROVAL, "2024-02-01")
    approved(root, "county-library", "2024-02-05")
    return issued(root, State.FOR_SIGNATURE, "2024-02-10").faults.errors


def version_words(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    root = valley(folder)
    for_signature(root)
    swap(root, INSTRUCTIONS, "start_date: 2024-04-01", "start_date: 2024-05-01")
    return issued(root, State.FOR_SIGNATURE, "2024-02-11").faults.errors


def authority_unknown(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    return issued(valley(folder), State.FOR_APPROVAL, "2024-02-01", authority="chair").faults.errors


def record_incomplete(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    root = valley(folder)
    issued(root, State.FOR_APPROVAL, "2024-02-01")
    return approved(root, "dale-branch", "2024-01-31", minute="").faults.errors


def made_with_another(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    root = valley(folder)
    issued(root, State.DRAFT, "2024-01-05")
    now = verifying.made_with()
    patch.setattr(verifying, "made_with", lambda: replace(now, libraries={**now.libraries, "lxml": "99"}))
    patch.setattr(verifying, "compare_views", lambda tree, files, faults: None)

    def otherwise(jobs: Iterable[object]) -> Iterable[tuple[str, Views]]:
        for path, views in quick(jobs):  # type: ignore[arg-type]
            yield path, replace(views, files={**views.files, "docx": b"PK other bytes"})

    return verify(root, (), fast=False, render=otherwise).faults.found  # type: ignore[arg-type]


def version_late(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    root, faults = valley(folder), Faults()
    swap(root, INSTRUCTIONS, "start_date: 2024-04-01", f"start_date: {date(2024, 2, 1)}")
    whole_life(root)
    list(frozen_of(root, (f"{DALE}@2024-02-10",), faults))
    return faults.found


LIVES: dict[str, Special] = {
    function.__name__.replace("_", "-"): function
    for function in (
        *(version_unknown, blank_due, stand_in, fact_due, deviation_unapproved, version_state, version_words),
        *(authority_unknown, record_incomplete, made_with_another, version_late),
    )
}
