"""The zone of possible agreement: counting it and drawing from it."""
