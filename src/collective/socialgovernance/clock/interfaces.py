"""What the clock room offers and asks for."""

from zope.interface import Attribute
from zope.interface import Interface


class IClockJob(Interface):
    """Something that time does: a named adapter of the site.

    Jobs run by their ``order``: who left the directory 10, editions to start 20, scopes to start and to end
    30, ambassadors 40, notices and digests 50, retention 60. What is due is what is due today *or earlier*
    and not done: a job that runs twice finds nothing the second time.
    """

    order = Attribute("Where the job stands in a run, an integer")
    patience = Attribute("After how many failed steps in a row it is given up for this run; 0 for never")

    def steps(moment):
        """The ``Step`` objects that are due at a ``Moment``, in order, made one after the other.

        Each is carried out in a transaction of its own. Nothing is written by asking for them, so that no
        step means that nothing is to be done.
        """


class ITidings(Interface):
    """What a room has to tell people besides the texts that they are asked to read: a named adapter of the
    site.

    What it says stands in the one mail that a person gets from a run. It is computed from what is the case,
    so that a missed day is caught up and nothing is told that does not hold any more; that somebody was told
    is kept by the clock.
    """

    kinds = Attribute("{kind: message} of every kind of tidings it tells, for the list of what one was told")

    def due(moment):
        """Pairs of a :class:`~.telling.Tidings` and whom it is for: directory keys, or userids.

        Everything that is due on the day of the ``Moment`` or earlier and still worth saying, told or not:
        who was told of it is left out, and so is who left, is on leave or may not see it. Nothing is written
        by asking.
        """


class IClockRecord(Interface):
    """What is remembered of the runs of the clock."""

    as_of = Attribute("The day of the last run, finished or not; None before the first one")
    named = Attribute("Whether somebody named that day; else it was the day of the machine's clock")
    stamp = Attribute("The ``Stamp`` of the last run that came to its end; None before the first one")
    purging = Attribute("(userid, instant) of who saw what is to be removed and agreed; None before that")
    purged_until = Attribute("The day until which what is kept too long was removed; None when it never was")
    address = Attribute("Where people reach the site, as the last run that knew it did; for links in mails")
    holder = Attribute("What the run under way is known by; empty while there is none")
    held_until = Attribute("The instant until which that run holds the clock, unless it says more")

    def done_until(job):
        """The day until which the job of this name has done its work; None when it never has."""


class IRetained(Interface):
    """Records about people that are kept for so long and then go: a named adapter of the site."""

    titles = Attribute("{kind: message} of every kind of records that it removes")

    def expired(as_of):
        """An ``Expiring`` for each record that is to go by a day; nothing of it the second time.

        Nothing is written by asking. See ``retention.py``.
        """


class INotices(Interface):
    """Which notice went to whom for what, and when: no run sends one twice."""

    def told(request, day, kind, keys):
        """Keep that these people (directory keys) were told on a day about what they are asked.

        ``request`` is ``(line, since)``: the UID of the first edition of what they are asked about, and the
        day from which they owe it. ``kind`` is ``FIRST`` or ``REMINDER``.
        """

    def of_request(request):
        """{(day, kind): keys} of everybody who was told about it."""

    def tell(who, day, kind, about, since):
        """Keep that somebody was told on a day of tidings of their own.

        ``who`` is a directory key, or the userid of somebody who has no row in the directory.
        """

    def was_told(who, kind, about, since):
        """Whether somebody was told of these tidings."""

    def wait(who, tidings):
        """Keep tidings, a ``Waiting``, for the next run in whose hours they may leave."""

    def waiting():
        """[(who, ``Waiting``)] of everything that waits, in the order in which it came."""

    def waits_no_more(who, tidings):
        """Forget what waited."""

    def mailed(keys, day):
        """Keep that these people were sent a mail on a day."""

    def mailed_since(day):
        """The keys of those who were sent a mail on this day or later."""

    def others_mailed_since(day):
        """The userids of those without a row in the directory who were sent one."""

    def of_person(key):
        """Everything one person was told, as ``(day, kind, line, since)``, oldest first.

        For tidings ``line`` is the UID of what they are about.
        """

    def requests():
        """[(line, since)] of everything that anybody was told about and that is still kept."""

    def expired(request, until, keep=()):
        """{(day, kind): keys} of who was told about it until a day, but for who is in ``keep``."""

    def purge(request, expired):
        """Forget what ``expired`` found."""

    def expired_tidings(until):
        """[(who, how many)] of tidings that were told until a day."""

    def purge_tidings(who, until):
        """Forget them of one person."""

    def purge_mailed(until):
        """Forget who was sent a mail until a day."""

    def has_mailed(until):
        """Whether it is known that anybody was sent one."""

    def forget(who):
        """Keep nothing of one person."""

    def hidden():
        """How many people are asked for a text that they may not see, by the UID of the text."""

    def hide(counts):
        """Keep those figures in place of the former ones."""
