"""Reading: who may see what, and the facts that pages and services need."""
