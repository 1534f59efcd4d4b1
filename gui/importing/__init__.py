"""The steps of an import: file, sheet, columns, preview."""
