"""The work a frontier takes, and the route to it."""
