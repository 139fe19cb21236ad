"""Sector and country of the victim."""
