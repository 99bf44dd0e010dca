"""Every change that can be made to many at once, by its verb."""

from stakeholders.bulk.archive import Archive
from stakeholders.bulk.influence import SetInfluence
from stakeholders.bulk.initiative import AddToInitiative
from stakeholders.bulk.lead import SetLead
from stakeholders.bulk.tags import TagMany, UntagMany

CHANGES = {one.verb: one for one in (SetLead, AddToInitiative, TagMany, UntagMany, SetInfluence, Archive)}
