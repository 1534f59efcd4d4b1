"""Picking risks from the starter library."""
