"""From a source article, as it was found, to a source record and draft plays that an editor rewrites."""
