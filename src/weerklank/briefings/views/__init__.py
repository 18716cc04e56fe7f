"""The pages of this app: for parliament, news, and reports."""
