"""Pages of those who write, approve and follow texts.

They gather and show; what may be done is decided by the same functions that programs reach through REST.
"""
