"""What several walks share: somebody else's site."""

import pytest

from tests.browser.host import Host


@pytest.fixture(scope="session")
def host(parcel):
    """Yield somebody else's site, which embeds the small rulebook's checker."""
    host = Host(parcel)
    yield host
    host.server.shutdown()
    host.server.server_close()
