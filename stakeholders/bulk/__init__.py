"""One change to many stakeholders: what it would do, doing it in one transaction, taking it back."""
