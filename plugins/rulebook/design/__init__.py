"""The design tokens: tones, colours and mark, each once. What a rulebook may choose of them is its `brand`."""
