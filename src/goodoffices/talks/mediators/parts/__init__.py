"""Parts that several mediators use."""
