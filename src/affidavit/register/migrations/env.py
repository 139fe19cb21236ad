"""What alembic runs: the migrations, inside the transaction of the connection that it is given."""

from __future__ import annotations

from alembic import context

from affidavit.register.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
