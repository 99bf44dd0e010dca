"""Django admin of districts, members and sign-in: one module for each noun."""

from coalition.districts.admin import audit_entry, district, invitation, membership, sign_in, submission, user

__all__ = ["audit_entry", "district", "invitation", "membership", "sign_in", "submission", "user"]
