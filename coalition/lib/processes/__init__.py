"""Processes of one machine: their Python environment, their children, their sockets, their lock."""
