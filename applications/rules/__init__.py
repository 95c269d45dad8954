"""Plain Python: what the notices and the law say, without a database and without a clock."""
