"""Parts that several mediators share: partial orders, variants, the generator of GENIUS."""
