"""The page Vergelijken: regions or topics side by side."""
