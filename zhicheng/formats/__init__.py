"""Dates as people here write them."""
