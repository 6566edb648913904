"""Turn values into words and texts into blocks: numbers, dates, intervals, conditions, figures, Markdown."""
