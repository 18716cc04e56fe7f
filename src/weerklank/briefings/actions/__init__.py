"""What people do: write news, sign up for a meeting, keep a view."""
