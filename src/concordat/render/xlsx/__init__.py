"""Workbooks for people who work in spreadsheets."""
