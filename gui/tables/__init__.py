"""Lists of records: ids first, rows when they are seen."""
