"""Speaking scopes over REST: their JSON, who may speak, the matrix, freezing."""
