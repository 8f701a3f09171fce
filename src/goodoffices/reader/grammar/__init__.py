"""Reading by grammar: a parse of every sentence, its clauses, and how each is asserted."""
