"""Alembic's entry: run on the connection that the store hands over; there is no alembic.ini."""

from alembic import context

from data_sources.store.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
