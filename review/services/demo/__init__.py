"""演示：invented people play stories through the real services, dated so that they have just happened."""
