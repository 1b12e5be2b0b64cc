"""Pages of speaking scopes: who may speak, what a department speaks about, writing that, freezing it.

No rule lives here; what is answered, refused or compared is decided in ``scopes``.
"""
