"""What Plone's generic services do not do with governed content: copying frozen text, commenting."""
