"""The version, in a module of its own so that everything can say it without loading anything."""

__version__ = "0.1.0"
