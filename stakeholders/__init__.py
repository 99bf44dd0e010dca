"""Who the community is, why each partner matters, and where each stands."""
