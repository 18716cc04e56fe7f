"""An answer on paper: out as a Word file for the internal line of a ministry, and back, field by field."""
