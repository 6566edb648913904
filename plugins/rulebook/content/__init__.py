"""The hand-written pages, changes and worked cases: read, checked, and filled with what the rulebook says."""
