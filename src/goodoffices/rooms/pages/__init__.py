"""The pages: a form in, an act of ``doing``, a frozen page of ``seen`` out. No page imports the models."""
