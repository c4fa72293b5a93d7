"""The command line: a module a command, over project/. Nothing is decided here."""
