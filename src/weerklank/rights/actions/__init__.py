"""What people do with what the UN said."""
