"""Days, months and periods in words."""

from datetime import date

from tradedash.domain.period import Period, PeriodKind
from tradedash.formatting.numbers import EN_DASH
from tradedash.i18n import customs
from tradedash.i18n import gettext as _


def period_text(code: str | None) -> str:
    """Return a period of the contract in words: "2024", "Jan–Nov 2025", "Q1 2017", "26 Nov 2025", "2012–2019"."""
    period = Period.parse(code)
    if period.start is None or period.end is None:
        return _("no period named")
    match period.kind:
        case PeriodKind.YEAR:
            return period.code
        case PeriodKind.HALF:
            half = _("Jan–Jun %(year)s") if period.start.month == 1 else _("Jul–Dec %(year)s")
            return half % {"year": period.start.year}
        case PeriodKind.QUARTER:
            quarter = (period.start.month + 2) // 3
            return _("Q%(quarter)s %(year)s") % {"quarter": quarter, "year": period.start.year}
        case PeriodKind.POINT:
            return day_text(period.start)
        case PeriodKind.MONTH:
            return month_text(period.start)
        case _:
            return _span_text(period.start, period.end)


def day_text(day: date | None) -> str:
    """Return "12 Oct 2023", or that the date is not known."""
    if day is None:
        return _("date not known")
    month = customs.month(day.month, with_day=True)
    return _("%(day)s %(month)s %(year)s") % {"day": day.day, "month": month, "year": day.year}


def day_pattern() -> str:
    """Return how a day is written, for scripts: "{day} {month} {year}"."""
    return _("%(day)s %(month)s %(year)s") % {"day": "{day}", "month": "{month}", "year": "{year}"}


def month_names() -> list[str]:
    """Return the twelve months as they stand beside a day."""
    return [customs.month(number, with_day=True) for number in range(1, 13)]


def day_over_year(day: date | None) -> str:
    """Return a day for a narrow column of a chart, its year below it."""
    if day is None:
        return _("date not<br>known")
    month = customs.month(day.month, with_day=True)
    return _("%(day)s %(month)s<br>%(year)s") % {"day": day.day, "month": month, "year": day.year}


def month_text(day: date) -> str:
    """Return month and year: "Nov 2025"."""
    return _("%(month)s %(year)s") % {"month": customs.month(day.month), "year": day.year}


def _span_text(start: date, end: date) -> str:
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}{EN_DASH}{end.year}"
    if start.day != 1 or not Period.of(start, end).months:
        return f"{day_text(start)}{EN_DASH}{day_text(end)}"
    if start.year == end.year:
        months = f"{customs.month(start.month)}{EN_DASH}{customs.month(end.month)}"
        return _("%(month)s %(year)s") % {"month": months, "year": start.year}
    return f"{month_text(start)}{EN_DASH}{month_text(end)}"
