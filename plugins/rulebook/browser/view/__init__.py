"""Show a case in the page, with the page's own pieces.

A *page* holds what does not change: section, program, words, reading (how dates are typed), title. A *case* is what one
address means: today, answers, given, notes, result, clear (decided decisions and their outcomes), asked (the input to ask, or
None where there is a verdict), offered (what else can be answered then), changing, query.
"""
