"""Dates as people here write them: 2024年9月30日 18:00."""
