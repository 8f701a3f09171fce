"""Parts that several strategies use."""
