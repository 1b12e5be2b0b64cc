"""``@changes`` of an edition: what is different since another one, or since the caller's own acknowledgment.
"""
