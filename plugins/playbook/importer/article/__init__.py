"""Which blocks are the article, and what it says of itself: title, authors, date."""
