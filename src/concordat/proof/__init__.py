"""Proof: what holds for every agreement that a precedent can yield, shown over the answers that its conditions read."""
