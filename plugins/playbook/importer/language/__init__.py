"""What the importer knows of languages, as data: one table a language, and which language a text is in."""
