"""What the database does for us beyond Django: ready queries, paging by place, rows only added, versions."""
