"""ATT&CK techniques by sentence."""
