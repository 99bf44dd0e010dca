"""The registry: everyone in the district as a list, narrowed, ordered, counted, and taken away."""
