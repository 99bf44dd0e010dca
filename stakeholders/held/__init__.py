"""What a district holds on a stakeholder or wrote in a period, for a records request: finding it, telling it.

The tables are found by following foreign keys from the stakeholder, so that one that is added later is in it.
"""
