"""How Pelican builds this site. Every setting and its default: docs/rulebook.md §15 of the rulebook engine."""

from rulebook.site.pelican_defaults import *  # noqa: F403

# Where "something wrong?" leads: an e-mail address, or that of a form for new issues. Without one, to /report/, which says
# how to write one.
RULEBOOK_REPORT_TO = ""
