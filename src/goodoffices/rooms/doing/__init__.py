"""Everything that people do in a room, each in a transaction of its own; the clock does the rest."""
