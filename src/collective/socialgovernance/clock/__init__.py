"""One run of time over everything: editions start, scopes end, people are told what they owe.

The runner, its record and its jobs live here, with what a notice is and when one is due. What a job does to
an edition or a scope is the rule of their room; a room adds a job of its own as a named adapter of the
site.
"""
