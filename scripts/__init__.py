"""Act on the repository; only tests import them."""
