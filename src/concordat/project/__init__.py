"""The conductor: a module a command, and the only place where the stages are put in order."""
