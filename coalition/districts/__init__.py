"""Who may use Coalition, in which district and in which role. Knows nothing of stakeholders."""
