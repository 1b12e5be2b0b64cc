"""Pages on which a charter or a guide begins: from a few questions, or from a text that exists already.

They ask and show; what is proposed and how it is written into a draft is decided in the room of the texts.
"""
