"""What the pages over the loop ask: the state of today, themes, editions, advices and promises, one module per page."""
