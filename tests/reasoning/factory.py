"""Figures for the tests of reasoning: from the coverage beside the checkout, or one by one with what matters."""

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from tradedash.domain.economy import Pair
from tradedash.domain.figure import statement_id
from tradedash.domain.hedges import bounds, parse_flags, parse_qualifiers
from tradedash.domain.indicator import Indicator, IndicatorKind, Unit
from tradedash.domain.period import Period
from tradedash.domain.quantity import Quantity
from tradedash.domain.source import guess_source_type, source_id
from tradedash.formatting import measured_text
from tradedash.frames import COLUMNS, FigureRow, bounds_columns

PAIR = Pair("RU", "KG")
SYMMETRIC = "symmetric; written in the pair's canonical order"
DIRECTED = "ref_area to counterpart_area"
_NUMBERS = count(1)

#: The part of the code list that single tests need, so that they run without the coverage.
_SHORT_LIST = [
    ("turnover", "level", "USD", "turnover", SYMMETRIC),
    ("turnover_growth", "growth", "percent", "turnover", SYMMETRIC),
    ("turnover_growth_factor", "growth", "ratio", "turnover", SYMMETRIC),
    ("turnover_increase", "change", "USD", "turnover", SYMMETRIC),
    ("turnover_target", "target", "USD", "turnover", SYMMETRIC),
    ("exports", "level", "USD", "exports", DIRECTED),
    ("exports_growth", "growth", "percent", "exports", DIRECTED),
    ("imports", "level", "USD", "imports", DIRECTED),
    ("imports_growth", "growth", "percent", "imports", DIRECTED),
    ("import_export_ratio", "ratio", "ratio", "", DIRECTED),
    ("oil_share_of_exports", "share", "percent", "exports", DIRECTED),
    ("national_currency_share", "share", "percent", "", SYMMETRIC),
    ("rouble_share", "share", "percent", "", SYMMETRIC),
    ("investment_stock", "stock", "USD", "investment", DIRECTED),
    ("company_count", "count", "count", "companies", DIRECTED),
    ("fund_projects", "count", "count", "fund", DIRECTED),
    ("remittances", "level", "USD", "remittances", DIRECTED),
    ("remittances_all_countries", "level", "USD", "", DIRECTED),
    ("remittances_russia_share", "share", "percent", "remittances", DIRECTED),
    ("aid", "amount", "USD", "", DIRECTED),
]
INDICATORS = {
    code: Indicator(code, code.replace("_", " "), IndicatorKind(kind), Unit(unit), family, direction, position)
    for position, (code, kind, unit, family, direction) in enumerate(_SHORT_LIST)
}


def figure(indicator: str = "turnover", value: str = "4.1", period: str = "2024", **facts: Any) -> FigureRow:
    """One published print of its own source; only what is given matters, the rest follows from it."""
    number = next(_NUMBERS)
    known = INDICATORS[indicator]
    unit_mult = facts.pop("unit_mult", 9 if known.unit == Unit.USD else 0)
    span = Period.parse(period)
    base = facts.pop("base", None)
    if base == "implied":
        facts |= {"comparison_basis": "implied", "comparison_period": span.year_before().code}
    elif base:
        facts |= {"comparison_basis": "stated", "comparison_period": Period.parse(base).code}
    source = facts.pop("source", f"source-{number}")
    ordinary: dict[str, Any] = {
        "figure_id": f"f{number:06}",
        "statement_id": f"statement-{source}",
        "indicator": indicator,
        "indicator_label": measured_text(known, facts.get("ref_area", "RU"), facts.get("counterpart_area", "KG")),
        "ref_area": "RU",
        "counterpart_area": "KG",
        "basis": "RU",
        "freq": span.kind.value,
        "time_period": span.code,
        "period_start": span.start,
        "period_end": span.end,
        "obs_value": value,
        "unit_measure": known.unit.value,
        "unit_mult": unit_mult,
        "value": Quantity.parse(value, unit_mult).value,
        "qualifier": "exact",
        "flags": "",
        "status": "published",
        "rank": "normal",
        "headline": False,
        "as_printed": value,
        "language": "en",
        "source_id": source,
        "source_publisher": f"The {source}",
        "source_url": f"https://example.org/{source}",
        "quote_url": f"https://example.org/{source}",
        "permalink": "",
        "recorded_at": datetime(2026, 1, 1, tzinfo=UTC),
        "source_type": "report",
    }
    row = FigureRow(**{**dict.fromkeys(COLUMNS), **ordinary, **facts})
    return row if "lower" in facts else bounded(row, known)


def bounded(row: FigureRow, indicator: Indicator) -> FigureRow:
    """Return the row with the ends that its number and hedges allow, as a query hands it out."""
    in_words = row.has_flag("in_words") and not any(sign.isdigit() for sign in row.as_printed)
    lower, upper = bounds_columns(
        bounds(
            Quantity.parse(row.obs_value, row.unit_mult),
            parse_qualifiers(row.qualifiers),
            unit=row.unit_measure,
            kind=indicator.kind,
            part_of_a_whole=in_words and row.unit_measure == "percent",
        )
    )
    return replace(row, lower=lower, upper=upper)


def read_indicators(shared: Path) -> dict[str, Indicator]:
    """Return the code list that lies beside the coverage."""
    with (shared / "coverage" / "indicators.csv").open(encoding="utf-8") as file:
        return {
            line["indicator"]: Indicator(
                line["indicator"],
                line["label"],
                IndicatorKind(line["kind"]),
                Unit(line["unit"]),
                line["family"],
                line["direction"],
                position,
            )
            for position, line in enumerate(csv.DictReader(file))
        }


def read_coverage(shared: Path, labels: dict[str, Indicator]) -> dict[str, FigureRow]:
    """Return the coverage's figures by line and place ("S001.2"); the figure ids are the same words."""
    rows: dict[str, FigureRow] = {}
    for text in (shared / "coverage" / "coverage.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(text)
        for place, printed in enumerate(article["figures"]):
            name = f"{article['id']}.{place}"
            row = _from_coverage(name, article, printed, labels)
            rows[name] = bounded(row, labels[row.indicator])
    return rows


def _from_coverage(
    name: str, article: dict[str, Any], printed: dict[str, Any], labels: dict[str, Indicator]
) -> FigureRow:
    period, base = Period.parse(printed["period"]), printed["comparison_period"]
    unit_mult = len(str(printed["multiplier"])) - 1
    source = source_id(article["url"])
    day = _day(printed["stated_on"])
    return FigureRow(
        figure_id=name,
        statement_id=statement_id(printed["speaker"], day, source),
        indicator=printed["indicator"],
        indicator_label=measured_text(labels[printed["indicator"]], printed["ref_area"], printed["counterpart_area"]),
        ref_area=printed["ref_area"],
        counterpart_area=printed["counterpart_area"],
        basis=printed["basis"],
        freq=period.kind.value,
        time_period=period.code,
        period_start=period.start,
        period_end=period.end,
        comparison_period=Period.parse(base).code if base else None,
        obs_value=printed["value"],
        unit_measure=printed["unit"],
        unit_mult=unit_mult,
        value=Quantity.parse(printed["value"], unit_mult).value,
        lower=None,
        upper=None,
        qualifier=" ".join(parse_qualifiers(printed["qualifiers"])),
        flags=" ".join(parse_flags(printed["flags"])),
        status="published",
        rank="normal",
        headline=False,
        as_printed=printed["as_printed"],
        language=article["language"],
        speaker=printed["speaker"],
        speaker_role=printed["speaker_role"],
        stated_on=day,
        source_id=source,
        source_title=article["title"],
        source_publisher=article["publisher"],
        source_published_on=_day(article["published_on"]),
        source_url=article["url"],
        quote_url=article["url"],
        permalink=f"/figures/{name}",
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
        note=None,
        source_type=guess_source_type(article["url"]).value,
        comparison_basis=printed["comparison_basis"],
        period_evidence=printed["period_evidence"],
        rank_reason=None,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
