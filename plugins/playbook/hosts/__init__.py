"""What places a Site into the world; one module a host."""
