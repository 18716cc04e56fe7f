"""Open data as one file: what everybody may read, out of one database and into another, the same to the byte."""
