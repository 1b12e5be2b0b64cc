"""A write with JSON is no form of another site; what else its request provides is its own."""

from collective.socialgovernance.services.base import expect_no_form
from plone.protect.interfaces import IDisableCSRFProtection
from zope.interface import alsoProvides
from zope.interface import Interface
from zope.publisher.browser import TestRequest

import pytest


class IOneSite(Interface):
    """What the requests of one site are marked with."""


class IOtherSite(Interface):
    """What those of another are."""


MARKS = ((), (IOneSite,), (IOtherSite,), (IOneSite, IOtherSite), (IOneSite,), ())


@pytest.mark.parametrize("asked_before", [0, 1, 2])
def test_each_request_keeps_its_own_marks(asked_before):
    for marks in MARKS * (asked_before + 1):
        request = TestRequest()
        alsoProvides(request, *marks)
        assert not IDisableCSRFProtection.providedBy(request)
        expect_no_form(request)
        assert IDisableCSRFProtection.providedBy(request)
        assert [each for each in (IOneSite, IOtherSite) if each.providedBy(request)] == list(marks)


def test_a_request_that_is_not_asked_about_stays_protected():
    expect_no_form(TestRequest())
    assert not IDisableCSRFProtection.providedBy(TestRequest())
