"""Entry by people: forms, upload, preview and approval."""
