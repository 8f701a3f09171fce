"""The command line. Each command is a file that parses arguments, calls the package and prints results."""
