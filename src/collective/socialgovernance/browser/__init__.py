"""Classic UI pages, forms and viewlets. No rule lives here: pages gather, ask a room, and show."""
