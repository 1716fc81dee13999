"""What the pages about a framework show, as plain values made from its content."""
