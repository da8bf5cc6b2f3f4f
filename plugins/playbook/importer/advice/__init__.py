"""Which passages of an article are advice, and why."""
