"""What each block of a text is by itself: its number, its command, its name, date or sign, its sentences."""
