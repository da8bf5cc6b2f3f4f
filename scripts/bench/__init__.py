"""What a build costs, beside plain Material for MkDocs and other generators of the same pages."""
