"""Measures Coalition against yardsticks in the same run; see README.md."""
