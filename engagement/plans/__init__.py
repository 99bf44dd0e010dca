"""The plan of an initiative: read for a page or a file, begun from a template, shared out, completed."""
