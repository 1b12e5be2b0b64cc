"""AmbassadorRegistration: who speaks for a department of their own free will, accompanied and never ranked.

Here are the guards, the life of a registration and what follows from it on which day. What an ambassador does
with it is nobody's business: nothing here counts, compares or watches. Pages and services hold no rule.
"""
