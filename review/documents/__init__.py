"""What leaves the pages on paper or in a file."""
