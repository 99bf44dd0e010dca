"""Reminders: planned into an outbox, claimed, sent once, and accounted for.

The broker is a doorbell, the row is the truth. Planning writes a row of the outbox in the transaction that makes it
due; claiming lends it to one sender for a while; delivery looks again, sends, and commits each mail by itself. Whatever
is killed in between, the row is still there, and a lease that ran out tells what happened.
"""
