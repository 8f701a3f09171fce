"""Plan of a frontier: the order of elimination, its width, its work and the route that follows from them."""
