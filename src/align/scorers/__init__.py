"""Similarity signals of the aligner: one file each, defining SCORER."""
