"""The words of the interface, a folder per language; and how dates and numbers look where Django does not know."""
