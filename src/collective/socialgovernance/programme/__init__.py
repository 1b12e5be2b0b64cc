"""GovernanceProgramme: settings, contacts and phase of one governance programme.

What is inside a programme (texts, scopes, registrations) has rooms of its own.
"""
