"""SpeakingScope and ScopeEdition: what a department speaks about, to whom, who answers, who approves it.

Here are the rules of approving, meeting cells, freezing, and the answer to "who may speak?". Pages and
services hold none of them; who heads a department is known by the directory.
"""
