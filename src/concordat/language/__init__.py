"""The language of agreements: expressions, values as they print, words, identities, and the tree as canonical
JSON."""
