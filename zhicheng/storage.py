"""Static files under names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage as Hashed


class StaticFiles(Hashed):
    """Also follows what one of our scripts imports from another; other people's say `import` in comments."""

    patterns = (*Hashed.patterns, ("js/*.js", Hashed._js_module_import_aggregation_patterns[1]))
