"""Maps: plain dataclasses in, geometry in rounded numbers out. Nothing here knows a table or a template."""
