"""Generators of hypotheses: each module is one lever, all of them feed the one judge."""
