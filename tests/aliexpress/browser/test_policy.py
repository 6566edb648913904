"""The real site keeps to its own policy as the small one does: every page, and a whole walk."""

import pytest

from tests.browser.test_security import (
    test_a_whole_walk_keeps_to_the_policy_and_leaves_nothing_outside,
    test_every_page_keeps_to_the_policy_and_the_console_stays_quiet,
    test_every_page_says_the_policy_itself_and_holds_nothing_inline,
    watched,
)

__all__ = [
    "test_a_whole_walk_keeps_to_the_policy_and_leaves_nothing_outside",
    "test_every_page_keeps_to_the_policy_and_the_console_stays_quiet",
    "test_every_page_says_the_policy_itself_and_holds_nothing_inline",
    "watched",
]

pytestmark = pytest.mark.slow


@pytest.fixture
def visited(site):
    return site
