"""What a reviewer is told: problems, advice, dead links, the effects of a branch."""
