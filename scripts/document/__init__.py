"""The documentation of the generator: its own pages, and those that are made from what the generator knows of itself."""
