"""The one way in which anything of ours changes its state.

Guards of all kinds of workflow are evaluated together here, every transition is logged, and the clock fires
as the system. What the guards *are* is the business of the room that owns the type.
"""
