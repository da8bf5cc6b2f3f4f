"""What editors write with: drafts, tidy files, new names, forms."""
