"""Walks of the real site beside the small one, which the engine's walks share."""

from tests.browser.conftest import check, parcel

__all__ = ["check", "parcel"]
