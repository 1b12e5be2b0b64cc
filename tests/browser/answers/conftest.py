"""The small company and its readers, for the pages of those who look after answers."""

from tests.browser.reading.conftest import charter
from tests.browser.reading.conftest import company
from tests.browser.reading.conftest import visitor


__all__ = ["charter", "company", "visitor"]
