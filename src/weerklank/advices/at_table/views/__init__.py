"""The pages of a table's own session, and those of who prepares it and reads it afterwards."""
