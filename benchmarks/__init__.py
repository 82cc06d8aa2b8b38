"""Speed and quality, measured by hand and, in a small form, by the tests."""
