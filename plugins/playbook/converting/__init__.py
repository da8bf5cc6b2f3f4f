"""A folder of Markdown that others wrote becomes a playbook: texts as they are, and a profile proposed from them."""
