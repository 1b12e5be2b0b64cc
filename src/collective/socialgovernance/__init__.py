"""Governance of how a company and its people speak on social media.

The rooms of this package are described in ``docs/explanation/rooms.md``: faces (``browser``, ``services``,
``commands``) call domain rooms (``programme``, ``texts``, ...), and those call the records
(``directory``, ``acknowledgments``, ``evidence``); never the other way round.
"""

from zope.i18nmessageid import MessageFactory


PACKAGE = "collective.socialgovernance"

_ = MessageFactory(PACKAGE)
