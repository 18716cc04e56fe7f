"""What the commands about the open data ask and say; they are called from ``config``."""
