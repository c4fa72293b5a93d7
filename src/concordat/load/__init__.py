"""Readers: text files and their places become the types of the model. Nothing here decides or prints."""
