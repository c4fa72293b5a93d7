"""Frozen types only: the words of the design as data. Nothing here reads, decides or prints."""
