"""How the site is built for the public: all addresses whole, everything compressed. `make publish` uses it.

SITEURL=https://example.org names the place. SECURITY_CONTACT (an e-mail address, or a page's address) is whom
/.well-known/security.txt names; without one there is no such file. REPORT_TO (an e-mail address, or that of a form for
new issues) is where "something wrong?" leads; without one it leads to the page that says how to write one.
OFFLINE=no publishes a site that browsers keep nothing of, and that rids them of what they have kept (deploy/README.md).
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *  # noqa: F403

SITEURL = os.environ.get("SITEURL", "").rstrip("/")
RULEBOOK_REPORT_TO = os.environ.get("REPORT_TO", "")
RULEBOOK_SECURITY_CONTACT = os.environ.get("SECURITY_CONTACT", "")
RULEBOOK_OFFLINE = os.environ.get("OFFLINE") or "yes"
RULEBOOK_PUBLISH = True
