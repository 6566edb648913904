"""How a command ends: fine, the rulebook has errors, or what was asked for cannot be done."""

FINE, BROKEN, REFUSED = 0, 1, 2
