"""The methods that the program brings along; each register may change its own."""
