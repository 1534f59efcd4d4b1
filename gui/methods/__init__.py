"""Editing rating methods, and carrying ratings from one to another."""
