"""What the code list does not say: which indicator measures, compares or divides which other one.

The one place in reasoning that names indicators. Kind, family and direction come from the code list; an indicator
that stands in no table here is judged by its kind alone.
"""

#: Flows of goods are one and the same, from whichever side they are named: imports from B are exports of B.
EXPORTS, IMPORTS, TURNOVER = "exports", "imports", "turnover"

#: A growth (percent or times) and what grew.
GROWTH_OF = {
    "turnover_growth": TURNOVER,
    "turnover_growth_factor": TURNOVER,
    "exports_growth": EXPORTS,
    "export_growth_factor": EXPORTS,
    "imports_growth": IMPORTS,
    "import_growth_factor": IMPORTS,
    "investment_flow_growth": "investment_flow",
    "company_count_growth_factor": "company_count",
    "remittances_growth": "remittances",
}

#: An increase in the unit of what increased.
INCREASE_OF = {
    "turnover_increase": TURNOVER,
    "remittances_increase": "remittances",
    "duty_free_diesel_increase": "duty_free_diesel",
    "duty_free_jet_fuel_increase": "duty_free_jet_fuel",
}

#: A share or ratio, and the two quantities it divides: part, total.
PART_AND_TOTAL = {
    "remittances_russia_share": ("remittances", "remittances_all_countries"),
    "import_export_ratio": (IMPORTS, EXPORTS),
    "fund_to_capital_ratio": ("fund_amount", "fund_capital"),
}

#: A share that is part of another share of the same thing, at the same time.
WITHIN = {"rouble_share": "national_currency_share"}

#: Shares that stand on a day, as stocks do. All others belong to the period they were measured over.
DATED_SHARES = frozenset({"rouble_share", "national_currency_share", "investment_share", "share_of_foreign_companies"})

#: Counts that happen once and may happen again, as amounts do.
ONE_OFF_COUNTS = frozenset({"forum_agreements_count"})

#: Stocks that only ever grow: what was financed stays financed.
CUMULATIVE = frozenset(
    {"fund_projects", "fund_amount", "fund_applications", "fund_energy_facilities", "fund_energy_amount"}
)
#: The family whose stocks say something only on a stated day or month: totals since the beginning.
CUMULATIVE_FAMILY = "fund"

#: A target and the level that is to reach it.
TARGET_OF = {"turnover_target": TURNOVER}
