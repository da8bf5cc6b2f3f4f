"""Which terms of the playbook a passage speaks of, and in which words."""
