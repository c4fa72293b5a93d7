"""The views: dull; they number, resolve and decide nothing (design section 5)."""
