"""Checks: one file each, defining CHECK."""
