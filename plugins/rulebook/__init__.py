"""One file of rules, verified and compiled into pages, tables, a checker and a command line."""
