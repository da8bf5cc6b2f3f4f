"""The files that an import adds to a playbook."""
