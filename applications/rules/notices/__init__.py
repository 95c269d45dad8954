"""申报通知：a notice as one typed document."""
