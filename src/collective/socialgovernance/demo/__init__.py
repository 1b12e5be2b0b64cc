"""A fictional company to look around in: its people, its texts in French and English, ten months of readers.

Everything here is invented. The words are in ``data``: one JSON file per text, French and English side by
side, and the people as the CSV files that the directory import takes. Dates move, so that the company is
always seen at the same moment of its life; ``load`` plays it all through the ordinary acts of the product.
"""

from collective.socialgovernance.demo.cast import accounts


__all__ = ["accounts"]
