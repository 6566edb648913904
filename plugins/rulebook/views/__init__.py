"""Make what people read out of a verified rulebook: finished words and addresses (shapes.py says which)."""
