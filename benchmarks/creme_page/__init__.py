"""Creme CRM with as many contacts as L has stakeholders: see benchmarks/peers.py."""
