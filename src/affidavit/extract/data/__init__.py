"""Classes of data: which words name them, and whether a sentence tells of this incident."""
