"""What a sentence states in words that no rule knows: responses and ways in, by a trained model."""
