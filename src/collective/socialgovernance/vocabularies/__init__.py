"""Named vocabularies: fixed lists of the model, and the lists kept in the control panel."""
