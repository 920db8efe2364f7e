"""Duizhao (对照): keeps a translated document true to its original."""

__version__ = "0.1.0"
