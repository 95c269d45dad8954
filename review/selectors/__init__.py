"""Reading for reviewers: queues, publicities, what a decision needs."""
