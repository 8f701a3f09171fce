"""Each command is a module: `command` is its function, `EXAMPLE` the last line of its --help."""
