"""Tools that drive the program on a real screen; CI runs none of them."""
