"""The documentation of the generator: pages written by hand, and those made from what it knows of itself."""
