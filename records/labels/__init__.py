"""What a label means, and what a person said of it; where it stands is another room's question."""
