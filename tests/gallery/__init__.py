"""Every document of the five notices, printed from the demonstration and compared with docs/gallery."""
