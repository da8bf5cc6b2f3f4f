"""Our frame as a theme of MkDocs: `theme: playbook`. It prints each page as the site makes it."""
