"""Programs that run in the peers' environment, and the way to call them."""
