"""Show a case in the page, with the page's own pieces.

A *page* holds what does not change: section, program, words, reading (how dates are typed). A *case* is what one address
means: today, answers, given, notes, result, asked (the input to ask, or None), changing, query.
"""
