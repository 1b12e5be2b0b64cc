"""Pages of those who look after answers: what was said on paper, what people ask, what settings would change.

Like all pages they gather and show; the rules are in ``texts`` and ``acknowledgments``.
"""
