"""The version of the program, as it says it itself."""

VERSION = "0.1.0"
