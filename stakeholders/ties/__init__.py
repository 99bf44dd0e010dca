"""Who knows whom, read for one reader: ties, where each stands on the map, and who could introduce.

What is reckoned from them, without the database, is in `stakeholders/network`.
"""
