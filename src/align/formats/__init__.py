"""Document and interchange formats: one file each, defining FORMAT."""
