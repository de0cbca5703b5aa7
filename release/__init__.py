"""What a release contains besides the wheel."""
