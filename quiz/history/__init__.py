"""Files: banks to read, the history to keep."""
