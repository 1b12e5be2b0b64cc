"""How many people a change of settings would ask or free."""
