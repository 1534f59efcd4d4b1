"""Forms for any entity: one editor for each kind of field."""
