"""Reviewers' verbs: decide, publish, receive, record a fee."""
