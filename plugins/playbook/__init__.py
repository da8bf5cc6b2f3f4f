"""A playbook generator: tagged plays become a cross-linked, searchable site."""
