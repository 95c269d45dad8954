"""The interface for programs: the pages' own selectors, guards and services, answered in JSON."""
