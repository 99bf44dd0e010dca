"""The yardstick of every page: what Django itself costs for a session, a user, one keyset query and fifty rows."""
