"""How dates and numbers look in a language that Django does not know."""
