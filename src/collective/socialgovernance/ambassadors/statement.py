"""The statement that somebody is an ambassador of their own free will. A changed text gets a new version."""

from collective.socialgovernance import _


STATEMENT_VERSION = "1"
STATEMENT = _(
    "I register of my own free will. I may pause or leave at any moment, without a reason and without any "
    "consequence. I use my own accounts only as I choose, and nothing is published in my place."
)
