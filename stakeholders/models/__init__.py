from stakeholders.models.assessment import Assessment
from stakeholders.models.bulk_action import BulkAction, BulkEffect, BulkVerb
from stakeholders.models.coverage_decision import CoverageDecision
from stakeholders.models.decision_body import DecisionBody, Seat
from stakeholders.models.distinct_pair import DistinctPair
from stakeholders.models.initiative import Initiative
from stakeholders.models.investment_level import InvestmentLevel
from stakeholders.models.network_layout import NetworkLayout
from stakeholders.models.partnership import Partnership
from stakeholders.models.purpose import Purpose
from stakeholders.models.relationship import Relationship
from stakeholders.models.relationship_import import RelationshipImport
from stakeholders.models.respect import Respect
from stakeholders.models.saved_view import SavedView
from stakeholders.models.sector import Sector
from stakeholders.models.stakeholder import Stakeholder
from stakeholders.models.stakeholder_import import (
    ImportAction,
    ImportedFile,
    ImportedStakeholder,
    ImportJob,
    ImportState,
    StakeholderImport,
)
from stakeholders.models.stakeholder_merge import StakeholderMerge
from stakeholders.models.tag import Tag

__all__ = [
    "Assessment",
    "BulkAction",
    "BulkEffect",
    "BulkVerb",
    "CoverageDecision",
    "DecisionBody",
    "DistinctPair",
    "ImportAction",
    "ImportJob",
    "ImportState",
    "ImportedFile",
    "ImportedStakeholder",
    "Initiative",
    "InvestmentLevel",
    "NetworkLayout",
    "Partnership",
    "Purpose",
    "Relationship",
    "RelationshipImport",
    "Respect",
    "SavedView",
    "Seat",
    "Sector",
    "Stakeholder",
    "StakeholderImport",
    "StakeholderMerge",
    "Tag",
]
