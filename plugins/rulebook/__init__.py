"""One file of rules, verified and compiled into pages, tables, a checker and a command line."""


def register() -> None:
    """Register as a plugin of Pelican, which is imported only then: `PLUGINS = ["rulebook"]`."""
    from rulebook.plugin import register as register_plugin

    register_plugin()
