"""Names of elsewhere → ids: each once in its namespace, and none that the interface has taken."""

from __future__ import annotations

from collections.abc import Collection

from rulebook.load.names import RESERVED, VALUES
from rulebook.load.scalars import ID, snake_case

LONGEST = 40
WORDS = {"true": "yes", "false": "no"}
SIGNS = {"<=": " up to ", ">=": " from ", "<": " below ", ">": " above ", "%": " percent ", "&": " and ", "+": " plus ", "-": " "}


class Names:
    """Hands out ids that differ from those before; the same name, in the same place, gets the same id."""

    def __init__(self, reserved: Collection[str] = RESERVED) -> None:
        self.taken: set[str] = set(reserved)

    def new(self, name: str, otherwise: str = "x") -> str:
        """Return an id that nothing has yet, as near to a name as can be."""
        start = made = _near(name) or otherwise
        number = 2
        while made in self.taken:
            made, number = f"{start}_{number}", number + 1
        self.taken.add(made)
        return made


def values_of_one_question() -> Names:
    """Return names for options or outcomes, which have a namespace of their own."""
    return Names(VALUES)


def _near(name: str) -> str:
    if ID.fullmatch(name):
        return name
    text = WORDS.get(name.strip().lower(), name)
    for sign, words in SIGNS.items():
        text = text.replace(sign, words)
    made = snake_case(text)[:LONGEST].rstrip("_") if any(char.isascii() and char.isalnum() for char in text) else ""
    return made if ID.fullmatch(made) else ""
