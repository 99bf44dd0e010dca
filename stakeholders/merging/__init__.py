"""Several stakeholders that are one: finding them, making them one, and parting them again.

Nothing is thrown away. What led to those who go leads to the one who stays, whatever table it is in: the tables are
read from the models, so one that is added later, in a higher app too, is moved from its first day. Where two rows would
say the same twice (a partnership in the same initiative, the same tie), they are combined. All that was moved, changed
or removed is written down in order, and an undo walks back through it.
"""
