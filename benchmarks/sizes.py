"""How many districts of how many stakeholders each size has; the small ones are for seeing that everything runs."""

SIZES = {"S": (1, 300), "M": (1, 10_000), "L": (1, 100_000), "T": (500, 300)}
QUICK = {"S": (1, 300), "M": (1, 1_000), "L": (1, 5_000), "T": (20, 300)}
