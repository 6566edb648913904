"""Show a case in the page, with the page's own pieces.

A *page* holds what does not change: section, program, words, reading (how dates are typed), title, base (the checker's own
address), own (the input it asks first); and where we are: case, shown (its address), trail (how many cases back there are),
ahead (a case worked out already), day (on which it was opened, where a new one has begun).

A *case* is what one address means: today, answers, given, notes, result, clear (decided decisions and their outcomes), asked
(the input to ask, or None where there is a verdict), offered (what else can be answered then), changing, changed (the link was
made for other rules), back, query.
"""
