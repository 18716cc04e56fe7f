"""The example content: TOML files in our own words with their sources, and what lays them into the database."""
