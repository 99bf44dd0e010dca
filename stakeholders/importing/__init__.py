"""From a stranger's file to the registry: bytes, table, mapped columns, checked rows, one transaction, undo.

`fields`, `synonyms`, `columns`, `values`, `naming`, `rows`, `duplicates`, `deciding`, `profile` and `staging` are pure;
`known`, `writing` and `undoing` speak to the database; `steps` joins them for the pages, the worker and the command.
"""
