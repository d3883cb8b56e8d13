"""What a run gives: a folder of files, a page, and lines on the screen."""
