"""What goes over the wire besides figures: headers, compression, caching, and the third-party front-end files."""
