from coalition.districts.models.audit_entry import AuditEntry
from coalition.districts.models.district import District, NoSendDay, School
from coalition.districts.models.invitation import Invitation
from coalition.districts.models.membership import Membership
from coalition.districts.models.submission import Submission
from coalition.districts.models.user import User

__all__ = [
    "AuditEntry",
    "District",
    "Invitation",
    "Membership",
    "NoSendDay",
    "School",
    "Submission",
    "User",
]
