"""Letters: building one, handing it to a relay or a folder, and reading what comes back."""
