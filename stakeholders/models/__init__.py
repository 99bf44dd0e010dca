from stakeholders.models.assessment import Assessment
from stakeholders.models.coverage_decision import CoverageDecision
from stakeholders.models.decision_body import DecisionBody, Seat
from stakeholders.models.distinct_pair import DistinctPair
from stakeholders.models.initiative import Initiative
from stakeholders.models.investment_level import InvestmentLevel
from stakeholders.models.partnership import Partnership
from stakeholders.models.purpose import Purpose
from stakeholders.models.relationship import Relationship
from stakeholders.models.respect import Respect
from stakeholders.models.sector import Sector
from stakeholders.models.stakeholder import Stakeholder
from stakeholders.models.stakeholder_import import (
    ImportAction,
    ImportedFile,
    ImportedStakeholder,
    ImportState,
    StakeholderImport,
)
from stakeholders.models.stakeholder_merge import StakeholderMerge

__all__ = [
    "Assessment",
    "CoverageDecision",
    "DecisionBody",
    "DistinctPair",
    "ImportAction",
    "ImportState",
    "ImportedFile",
    "ImportedStakeholder",
    "Initiative",
    "InvestmentLevel",
    "Partnership",
    "Purpose",
    "Relationship",
    "Respect",
    "Seat",
    "Sector",
    "Stakeholder",
    "StakeholderImport",
    "StakeholderMerge",
]
