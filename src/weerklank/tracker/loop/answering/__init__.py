"""Who was asked, who answered and what was promised, counted per body: counts and lists, never a rank or a mark."""
