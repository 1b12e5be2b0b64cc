"""Who works where, on any date: departments, people and the sources they come from.

Records only: it knows nothing of texts, scopes or ambassadors. Rules that need people ask here.
"""
