"""How long a version is to be kept, as its owner set it in committee.yaml. Concordat deletes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from concordat.language.values import format_scalar
from concordat.model.committee import Committee
from concordat.model.data import Period, PeriodUnit
from concordat.model.register import Keep

_DAYS = {PeriodUnit.DAYS: 1, PeriodUnit.WEEKS: 7}
_MONTHS = {PeriodUnit.MONTHS: 1, PeriodUnit.YEARS: 12}


def keep_of(committee: Committee, execution: str) -> Keep | None:
    """The rule of a footprint for agreements executed so (`hand`, `deed`); None where it sets none."""
    found = committee.retention.get(execution)
    if found is None:
        return None
    return Keep(f"{found.rule}: {format_scalar(found.period)}", found.event, found.source)


def kept_until(committee: Committee, execution: str, happened: date) -> Keep | None:
    """The same, with the day that ends the period once its event has happened; empty where it is counted in Working Days."""
    keep, found = keep_of(committee, execution), committee.retention.get(execution)
    if keep is None or found is None:
        return None
    day = _after(happened, found.period)
    return replace(keep, until=day.isoformat() if day is not None else "")


def _after(day: date, period: Period) -> date | None:
    if period.unit in _DAYS:
        return day + timedelta(days=period.number * _DAYS[period.unit])
    if period.unit not in _MONTHS:
        return None
    months = day.month - 1 + period.number * _MONTHS[period.unit]
    year, month = day.year + months // 12, months % 12 + 1
    for last in (day.day, 30, 29, 28):  # the last day of a shorter month
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return None
