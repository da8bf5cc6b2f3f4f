"""The benchmark of the search: see `__main__`."""
