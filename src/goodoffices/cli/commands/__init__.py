"""One module a command: `command` is the function, `EXAMPLE` what --help shows."""
