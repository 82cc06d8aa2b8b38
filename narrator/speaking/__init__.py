"""Script -> Clips: engines behind one contract."""
