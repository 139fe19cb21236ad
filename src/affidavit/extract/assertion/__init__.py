"""What is stated, suspected, denied or withheld, and by whom."""
