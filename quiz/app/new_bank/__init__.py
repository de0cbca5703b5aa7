"""Writing a bank: the dialogue, a sheet to start from, and the file it goes to."""
