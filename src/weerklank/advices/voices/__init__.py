"""What children said about a theme, as it lies on the table where that theme is talked about."""
