"""The printed contingency binder: one PDF, made in one pass.

Importing this package loads nothing; ``register.binder.build`` loads reportlab.
"""
