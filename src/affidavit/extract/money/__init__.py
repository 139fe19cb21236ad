"""Sums of money: ransoms, fines, settlements, losses."""
