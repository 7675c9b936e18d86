"""Run migrations in one transaction under the writers' lock: killed runs leave nothing, two at once both succeed."""

from alembic import context

from tradedash.settings import Settings
from tradedash.store.migrate import migration_engine
from tradedash.store.schema import metadata


def run() -> None:
    """Migrate the store that `tradedash.store.migrate` hands over, or the one of the settings."""
    given = context.config.attributes.get("engine")
    engine = given or migration_engine(Settings.load().database_url)
    with engine.connect() as connection:
        # SQLite can roll DDL back as long as nobody but us says BEGIN; Alembic assumes that it cannot.
        context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
        with context.begin_transaction():
            context.run_migrations()


run()
