"""What a broken constraint means, in a sentence. Commands check first; this catches what slips past them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, IntegrityError

from tradedash.domain.errors import BadValue, Conflict, DomainError

_AS_SQLITE_SAYS = re.compile(r"(?:CHECK|UNIQUE|NOT NULL|FOREIGN KEY) constraint failed(?:: (.+))?")
#: Constraint, or the columns by which SQLite names it: the field and what to do.
_VALUES = {
    "ck_source_url_scheme": ("source_url", "The address must begin with http:// or https://."),
    "ck_source_url": ("source_url", "The address is empty or too long."),
    "ck_source_publisher": ("source_publisher", "Give the publisher in at most 120 characters."),
    "ck_source_language": ("language", "Give the language as a code such as ru."),
    "ck_source_declared_precision": ("declared_precision", "A declared precision is a whole number above 0."),
    "ck_figure_areas": ("counterpart_area", "The two economies must differ."),
    "ck_figure_period": ("time_period", "Give the first and the last day of the period, or neither."),
    "ck_figure_period_kind": ("time_period", "This kind of period is not known."),
    "ck_figure_comparison": ("comparison_period", "Only a stated or implied comparison has a period."),
    "ck_figure_comparison_basis": ("comparison_basis", "A comparison is stated, implied or unstated."),
    "ck_figure_obs_digits": ("obs_value", "Give at most 18 digits."),
    "ck_figure_obs_scale": ("obs_value", "Give at most 6 digits after the point."),
    "ck_figure_unit_mult": ("unit_mult", "Choose the multiplier from the list, for example million."),
    "ck_figure_unit": ("unit_measure", "This unit is not known."),
    "ck_figure_growth_unit": ("unit_measure", "Growth is in percent or a ratio."),
    "ck_figure_qualifiers": ("qualifier", "Choose a hedge, or exact."),
    "ck_figure_as_printed": ("as_printed", "Give the phrase with the number, as it is printed."),
    "ck_figure_status": ("status", "This status is not known."),
    "ck_figure_rank": ("rank", "A rank is preferred, normal or deprecated."),
    "ck_figure_rank_reason": ("rank_reason", "Say why this figure is not ranked as normal."),
}
_CONFLICTS = {
    "uq_figure_figure_id": "Another figure has this id.",
    "uq_figure_form_key": "This form has been saved already.",
    "uq_figure_supersedes": "Someone has corrected this figure already; look at the newer version.",
    "uq_source_canonical_url": "This address is stored already.",
    "pk_source": "Another source has this id.",
    "pk_statement": "Another statement has this id.",
    "uq_statement_speaker_stated_on": "This statement is stored already.",
    "uq_statement_source_id": "This statement is stored already.",
    "pk_import_batch": "A batch with this id has been imported already.",
}
_PRIMARY_KEYS = {"source.source_id": "pk_source", "statement.statement_id": "pk_statement",
                 "import_batch.batch_id": "pk_import_batch"}  # fmt: skip


@contextmanager
def in_words() -> Iterator[None]:
    """Raise BadValue or Conflict where the store refuses a row; the caller's transaction rolls back."""
    try:
        yield
    except (IntegrityError, DataError) as error:
        raise refusal(error) from error


def refusal(error: IntegrityError | DataError) -> DomainError:
    """Return what a refused row means to the person who brought it."""
    name = _constraint(error)
    if name in _VALUES:
        field, sentence = _VALUES[name]
        return BadValue(sentence, field)
    if name in _CONFLICTS:
        return Conflict(f"{_CONFLICTS[name]} Nothing was saved.")
    return BadValue(f"The ledger refuses this ({name}). Nothing was saved.")


def _constraint(error: IntegrityError | DataError) -> str:
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return diagnosis.constraint_name or str(diagnosis.message_primary)
    text = str(error.orig)
    found = _AS_SQLITE_SAYS.match(text)
    if not found or not found.group(1):
        return text
    columns = found.group(1).split(", ")
    if "." not in columns[0]:
        return columns[0]
    table = columns[0].partition(".")[0]
    unique = "_".join([f"uq_{table}", *(column.partition(".")[2] for column in columns)])
    return _PRIMARY_KEYS.get(found.group(1), unique)
