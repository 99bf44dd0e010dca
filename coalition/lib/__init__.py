"""Stateless helpers on Django and the standard library. Knows nothing of districts or stakeholders."""
