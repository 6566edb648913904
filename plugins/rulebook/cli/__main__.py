"""`python -m rulebook.cli`: the same as the `rulebook` command."""

import sys

from rulebook.cli.main import main

sys.exit(main())
