"""A stored figure as a form: what is sent back untouched says exactly what is stored."""

import pytest
from tests.fixtures.publish import Publish

from tradedash.commands.authorship import stored_figure
from tradedash.commands.figures import AddFigure
from tradedash.commands.rows import as_command
from tradedash.domain.actor import CLI
from tradedash.forms.figure import parse_figure
from tradedash.forms.known import known_source
from tradedash.forms.stored import raw_from_row
from tradedash.queries.codelists import code_lists
from tradedash.queries.figures import figure
from tradedash.store.engine import Store

FIGURES = [
    {"value": "4.10", "language": "ru", "as_printed": "достиг 4,10 млрд"},
    {"value": "1234.5", "unit_mult": 6, "language": "de", "as_printed": "bei 1.234,5 Mio. USD",
     "qualifier": "about over"},
    {"value": "1800", "indicator": "company_count", "as_printed": "some 1,800 firms", "ref_area": "AA",
     "counterpart_area": "BB"},
    {"value": "-3.5", "indicator": "turnover_growth", "as_printed": "fell by 3.5%",
     "flags": "estimated record period_lost",
     "speaker": "Ada", "speaker_role": "Minister", "stated_on": "2025-05-30", "period": "2025-01/2025-04",
     "comparison_period": "2024-01/2024-04", "period_evidence": "so far this year", "note": "Said twice."},
    {"value": "2", "language": "de", "as_printed": "zwei Milliarden", "flags": "in_words", "period": "unstated"},
]  # fmt: skip


@pytest.mark.parametrize("facts", FIGURES)
def test_a_stored_figure_sent_back_untouched_is_the_same_print(ledger: Store, publish: Publish, facts):
    figure_id = publish(**facts)
    with ledger.read() as conn:
        raw = raw_from_row(figure(conn, figure_id, "http://localhost"))
        again = parse_figure(raw, code_lists(conn), known_source(conn, raw["source_url"][0]))
        stored = as_command(stored_figure(conn, figure_id, CLI))
    assert isinstance(again, AddFigure), again
    assert (again.source, again.print, again.note) == (stored.source, stored.print, stored.note)
