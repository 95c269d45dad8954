"""The smallest Django 5.2 project that does the same kinds of work over the same tables."""
