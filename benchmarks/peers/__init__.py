"""What runs in the peers' environment, and how it is reached."""
