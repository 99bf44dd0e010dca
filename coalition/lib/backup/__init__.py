"""The whole database in one file and back, by the means of the database itself."""
