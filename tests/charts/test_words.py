"""Title, subtitle, foot and summary say what the chart shows, with its numbers."""

from tests.charts.factory import drawing, row


def test_the_title_sets_both_sides_newest_common_year_side_by_side() -> None:
    rows = [row("4.1", "2024"), row("3.2", "2024", basis="BB"), row("3.4", "2022"), row("3.4", "2022", basis="BB")]
    assert drawing(rows).title == "Trade turnover 2024: 4.1 bn USD in Alandic statistics, 3.2 bn in Bordurian"


def test_a_year_stated_before_its_end_is_no_title() -> None:
    early = [row("4.1", "2025", said="2025-11-26"), row("3.1", "2025", basis="BB", said="2025-11-26")]
    assert drawing([row("4.1", "2024"), *early]).title == "Trade turnover: 4.1 bn USD, 2024"


def test_growth_of_both_sides_keeps_signs_and_percent() -> None:
    rows = [row(v, "2024", basis=b, indicator="turnover_growth") for v, b in (("13.6", "AA"), ("-16.6", "BB"))]
    assert drawing(rows, "turnover_growth").title == (
        "Growth of trade turnover 2024: +13.6\u202f% in Alandic statistics, −16.6\u202f% in Bordurian"
    )


def test_the_title_of_one_side_is_its_newest_headline() -> None:
    one = row("97", "2025-11-26", hedge="about", indicator="national_currency_share", said="2025-11-26")
    older = row("88", "2024-02-01", indicator="national_currency_share")
    title = drawing([older, one], "national_currency_share").title
    assert title == "Payments in national currencies: about 97\u202f%, 26 Nov 2025"


def test_the_title_says_where_no_period_is_named() -> None:
    one = row("22", None, said="2025-11-26", indicator="national_currency_share")
    assert drawing([one], "national_currency_share").title == (
        "Payments in national currencies: 22\u202f%, no period named, said 26 Nov 2025"
    )


def test_the_title_of_two_directions_says_which() -> None:
    rows = [
        row("2.59", indicator="exports"),
        row("1", "2023", indicator="exports", ref_area="BB", counterpart_area="AA"),
    ]
    assert drawing(rows, "exports").title == "Exports of goods (Aland exports to Borduria): 2.59 bn USD, 2024"


def test_a_title_rounds_the_cell_of_a_release() -> None:
    one = row("2182927.174", "2023", unit_mult=3, source_type="release")
    assert drawing([one]).title == "Trade turnover: 2.18 bn USD, 2023"


def test_labels_carry_the_names_of_the_economies() -> None:
    one = row("1800", "2025-11-26", indicator="company_count", ref_area="BB", counterpart_area="AA")
    assert drawing([one], "company_count").title == "Companies with capital of Borduria: 1,800, 26 Nov 2025"


def test_the_title_of_a_target_says_when_it_was_stated() -> None:
    one = row("5", "2030", said="2025-08-14", indicator="turnover_target")
    assert drawing([one], "turnover_target").title == "Target for trade turnover: 5 bn USD for 2030, stated 14 Aug 2025"


def test_the_subtitle_names_measure_unit_time_and_rule() -> None:
    drawn = drawing([row("3", "2019"), row("4.1", "2024")])
    assert drawn.subtitle == "Aland–Borduria, bn USD, 2019–2024. Headline figures by the preferred rule"


def test_the_subtitle_of_one_direction_says_who_does_what() -> None:
    drawn = drawing([row("3", indicator="exports")], "exports")
    assert drawn.subtitle.startswith("Aland exports to Borduria, bn USD, 2024.")


def test_the_foot_names_the_publisher_of_a_line() -> None:
    rows = [row(v, y, source_type="release", source_publisher="The Office") for v, y in (("1", "2020"), ("2", "2021"))]
    assert drawing(rows).foot[0] == "Lines join consecutive years of one basis, as released by The Office."


def test_the_foot_says_that_statements_are_joined_as_stated() -> None:
    assert drawing([row("1", "2020"), row("2", "2021")]).foot[0] == (
        "Lines join consecutive years of one basis, as stated."
    )


def test_the_foot_says_what_a_target_in_the_lane_lacks() -> None:
    rows = [row("5", "2030", said=day, indicator="turnover_target") for day in ("2025-08-14", None)]
    assert "1 figure names no day on which it was stated: off the time axis, at the right edge." in (
        drawing(rows, "turnover_target").foot
    )


def test_the_summary_counts_figures_by_basis() -> None:
    rows = [row("4.1"), row("4.1", headline=False), row("3.2", basis="BB"), row("9", basis="unstated")]
    assert drawing(rows).text_summary == (
        "Trade turnover 2024: 4.1 bn USD in Alandic statistics, 3.2 bn in Bordurian. "
        "4 figures, 2024: 2 by Alandic statistics, 1 by Bordurian statistics and 1 with basis not stated."
    )


def test_the_summary_of_an_empty_chart_is_a_way_out() -> None:
    assert drawing([]).text_summary == "No figure for these filters. Lift a filter to see the chart."
