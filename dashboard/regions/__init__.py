"""What the page Regio's is made of: its view, what it finds, its map, table, charts, words and file."""
