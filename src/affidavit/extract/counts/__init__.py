"""How many people or records: numbers as written, what they count, and which is the one to tell."""
