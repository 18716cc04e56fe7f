"""From rows to the seating library and back: who takes part, what is asked, and its answers in Dutch."""
