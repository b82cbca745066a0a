"""The page Verkenner: any topic of any table."""
