"""How our content types are read and written as JSON: fields, editions, addresses."""
