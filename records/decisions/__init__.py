"""What people decided, as data: a file that says how texts are to be read and which findings stand on the paper."""
