"""Rules as data: how they are written, checked, compiled and applied."""
