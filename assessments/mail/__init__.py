"""Mail to raters: what it says, and sending it."""
