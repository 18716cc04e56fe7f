"""What pages ask: the child's pages in ``child``, the organiser's in ``staff``."""
