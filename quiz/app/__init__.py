"""Use cases: what the commands and the menu do. They know no command line and end no process."""
