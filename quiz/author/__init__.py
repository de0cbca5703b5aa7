"""Writing banks: what a teacher types, or a sheet -> a draft -> the text of a bank. Pure."""
