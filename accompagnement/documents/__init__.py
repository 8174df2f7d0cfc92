"""Documents printed about one parcours: what they say is read here, how they look in one .typ."""
