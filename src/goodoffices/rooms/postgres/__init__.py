"""PostgreSQL as the room uses it: Django's own, with one writer at a time."""
