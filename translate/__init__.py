"""Offline translation into Korean, Japanese and Chinese with an enforced glossary."""

__version__ = "0.1.0"
