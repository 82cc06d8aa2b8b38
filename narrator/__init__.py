"""narrator turns articles into spoken MP3 episodes with chapters, keeping their structure."""

__version__ = "0.1.0"
