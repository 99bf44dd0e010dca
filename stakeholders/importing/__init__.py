"""From a stranger's file to the registry: bytes, table, mapped columns, checked rows, one transaction, undo.

`fields`, `synonyms`, `columns`, `values`, `naming`, `reading`, `profile` and `staging` are pure; `registry`, `writing`
and `undoing` speak to the database; `wizard` joins them for the pages and the command.
"""
