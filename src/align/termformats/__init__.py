"""Formats in which termbases are exchanged: one file each."""
