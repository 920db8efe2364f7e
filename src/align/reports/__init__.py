"""Outputs of findings: one file each, defining REPORT."""
