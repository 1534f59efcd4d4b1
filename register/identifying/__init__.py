"""From noticing a risk to closing it: the deeds, the links between risks, the fields of one's own."""
