"""How texts are read: one kind a file, and `KINDS`, the table of them."""
