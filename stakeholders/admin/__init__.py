"""Django admin of who, why and where they stand: one module for each noun."""

from stakeholders.admin import (
    assessment,
    coverage_decision,
    decision_body,
    initiative,
    investment_level,
    network_layout,
    partnership,
    purpose,
    relationship,
    sector,
    stakeholder,
    stakeholder_import,
)

__all__ = [
    "assessment",
    "coverage_decision",
    "decision_body",
    "initiative",
    "investment_level",
    "network_layout",
    "partnership",
    "purpose",
    "relationship",
    "sector",
    "stakeholder",
    "stakeholder_import",
]
