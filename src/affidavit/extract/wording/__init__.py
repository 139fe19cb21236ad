"""What a sentence states in words that no rule knows: responses, ways in and fates, by a trained model."""
