"""Composition: choose, fill, define, number, refer. Each pass is pure and has a file of its own."""
