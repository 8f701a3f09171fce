"""Parts that several strategies share: bidding, acceptance, opponent models, confiding, misreporting."""
