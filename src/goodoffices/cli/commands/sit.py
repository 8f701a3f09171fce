"""goodoffices sit: people take the seats at one keyboard."""
