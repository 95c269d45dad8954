"""公文与表格：what the system prints — what stands in each document, and how it becomes a PDF."""
