"""Where partners stand: the rule on who may be rated, rating and moving them, and what they bring to a tie."""
