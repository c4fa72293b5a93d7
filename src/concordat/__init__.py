"""Concordat composes agreements from plain text: clause libraries and instructions in, Word, PDF, HTML, text and JSON out."""

__version__ = "0.1.0"
