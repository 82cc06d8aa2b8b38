"""Clips -> Episode: one timeline, pauses, loudness and music."""
