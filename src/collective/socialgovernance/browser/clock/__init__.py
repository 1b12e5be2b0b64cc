"""Pages about time: what is coming up in a programme, what people were told, what the clock would send."""
