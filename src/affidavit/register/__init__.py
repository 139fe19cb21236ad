"""The register: documents, claims and incidents, what changed and why, and who was behind whom."""
