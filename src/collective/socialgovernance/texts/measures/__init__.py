"""Measures of a text, shown to those who write and approve it: what it consists of, who gains, how it reads.

They describe a text, never a person. What stands in the way of a transition lives in the guards; here it is
only told again, beside what is worth a second look.
"""

from collective.socialgovernance.texts.measures.shares import employee_gain_ratio as employee_gain_ratio
from collective.socialgovernance.texts.measures.shares import orders_ratio as orders_ratio
from collective.socialgovernance.texts.measures.shares import reading_minutes as reading_minutes
