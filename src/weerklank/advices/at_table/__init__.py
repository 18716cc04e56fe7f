"""The session at a theme table: opened with a code and a PIN, without a connection for its whole length, merged later."""
