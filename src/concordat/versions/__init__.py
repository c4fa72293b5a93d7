"""Comparing agreements: two trees matched by identity and lineage, and several of one kind set side by side."""
