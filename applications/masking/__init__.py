"""信息遮盖：what experts may not see is found on a page, painted over, and left out of its copy."""
