"""Varying an agreement: amendments drafted from two trees, applied to the older, with live or frozen numbers."""
