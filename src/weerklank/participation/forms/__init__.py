"""What people type becomes clean values."""
