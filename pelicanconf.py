"""How Pelican builds this site. No word of the subject stands here: names and texts come from the rulebook."""

from rulebook.site.pelican_defaults import *  # noqa: F403  (what every rulebook's site needs)

RULEBOOK = "rules.yaml"
THEME = "theme"

# Every setting of the rulebook, with its default, stands in plugins/rulebook/site/settings.py.
# Beside the rulebook, where they are there: entries for /changes/, and cases whose worked examples are published.
RULEBOOK_CHANGES = "docs/changes"
RULEBOOK_CASES = "tests/cases"

# Where "something wrong?" leads: an e-mail address, or that of a form for new issues. Without one, to /report/, which says
# how to write one.
RULEBOOK_REPORT_TO = ""
