"""The console script ``socialgovernance``: the same acts as the pages, for operators."""
