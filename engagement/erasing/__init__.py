"""Erasing stakeholders for good, in one transaction: what stands on them, what undo remembers, what text names them.

What is about them alone goes, with its history. What is of others stays without them. Text that names them, wherever it
stands, is found by the finder of the records request (stakeholders/held), and the name is taken out of it.
"""
