"""Pieces that forms of every app are made of."""
