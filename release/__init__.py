"""What a release hands out besides the wheel."""
