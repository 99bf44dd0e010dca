"""Django admin of who, why and where they stand: one module for each noun."""

from stakeholders.admin import (
    assessment,
    coverage_decision,
    decision_body,
    distinct_pair,
    initiative,
    investment_level,
    network_layout,
    partnership,
    purpose,
    relationship,
    respect,
    sector,
    stakeholder,
    stakeholder_import,
    stakeholder_merge,
)

__all__ = [
    "assessment",
    "coverage_decision",
    "decision_body",
    "distinct_pair",
    "initiative",
    "investment_level",
    "network_layout",
    "partnership",
    "purpose",
    "relationship",
    "respect",
    "sector",
    "stakeholder",
    "stakeholder_import",
    "stakeholder_merge",
]
