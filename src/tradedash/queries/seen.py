"""What of the journal exists for whom: not the unpublished work of others, nor other people's logins."""

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from tradedash.domain.actor import Actor, Role
from tradedash.store.schema import figure, import_batch, journal

DECIDE = (Role.REVIEWER, Role.ADMIN)
#: What is between an account and its owner, or an admin.
PRIVATE = ("account", "api_token")
_told = journal.alias("told")
_first = (
    select(_told.c.actor)
    .where(_told.c.entity == "figure", _told.c.entity_id == figure.c.figure_id)
    .order_by(_told.c.seq)
    .limit(1)
    .correlate(figure)
    .scalar_subquery()
)
_imported = (
    select(_told.c.actor)
    .join(import_batch, import_batch.c.journal_seq == _told.c.seq)
    .where(import_batch.c.batch_id == figure.c.batch_id)
    .correlate(figure)
    .scalar_subquery()
)
#: Who entered a figure, by itself or in a batch.
AUTHOR: ColumnElement[str] = func.coalesce(_imported, _first)


def readable_by(reader: Actor) -> ColumnElement[bool]:
    """Return the condition on rows of the journal that somebody who is logged in may read."""
    own_login = and_(journal.c.entity == "account", journal.c.entity_id == reader.name)
    own_key = and_(journal.c.entity == "api_token", journal.c.actor == reader.name)
    private = or_(journal.c.entity.not_in(PRIVATE), own_login, own_key)
    if reader.role is Role.ADMIN:
        return journal.c.seq.is_not(None)
    if reader.role in DECIDE:
        return private
    hidden = exists().where(
        figure.c.figure_id == journal.c.entity_id,
        figure.c.published_at.is_(None),
        AUTHOR.is_distinct_from(reader.name),
    )
    of_batch = exists().where(figure.c.batch_id == journal.c.entity_id, figure.c.published_at.is_not(None))
    of_source = exists().where(figure.c.source_id == journal.c.entity_id, figure.c.published_at.is_not(None))
    mine = journal.c.actor == reader.name
    return and_(
        private,
        or_(journal.c.entity != "figure", ~hidden),
        or_(journal.c.entity != "import_batch", mine, of_batch),
        or_(journal.c.entity != "source", mine, of_source),
    )
