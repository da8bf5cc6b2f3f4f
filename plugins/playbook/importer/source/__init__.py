"""Reads files of every form into one value, an `Original`: marked blocks with their lines, and metadata."""
