"""How partners are engaged: touchpoints, what is due, and the reminders that keep it going."""
