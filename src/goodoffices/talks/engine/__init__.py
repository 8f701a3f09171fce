"""The engine: events, states, views, protocols' base, players' bases and the loop that plays them."""
