"""When it happened: dates as written, resolved, and what happened on them."""
