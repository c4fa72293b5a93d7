"""Checks: each looks for one defect over a shared index, and names it at its place (design section 7)."""
