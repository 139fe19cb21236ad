"""Claims that tell nothing of the incident, though their words are those of a finding."""
