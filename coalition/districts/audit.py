from coalition.districts.models import AuditEntry


def record(membership, verb: str, subject: str, detail: str = ""):
    """Write that `membership` did `verb` to `subject`; texts are cut to what the table holds."""
    return AuditEntry.objects.create(
        district_id=membership.district_id,
        actor=membership,
        verb=verb[:60],
        subject=subject[:200],
        detail=detail[:500],
    )
