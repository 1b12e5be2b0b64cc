"""Registrations of ambassadors: one's own, the manager's answer, holds."""
