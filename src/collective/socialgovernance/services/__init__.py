"""plone.restapi services and serializers.

No rule lives here: services read a request, ask a room, and answer.
"""
