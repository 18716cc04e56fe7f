"""How anything here becomes a tagged PDF. Set by typst, with fonts of our own."""
