"""Laying out the network of an initiative by the worker, with word of how far it is."""

from dataclasses import replace

from stakeholders.network.drawing import arrange
from stakeholders.ties.acquaintances import strangers_of
from stakeholders.ties.places import begin, keep, places_of, say_how_far
from stakeholders.ties.scenes import EVERYONE, everyone


def lay_out(initiative):
    """Place everyone of the initiative, those who stand somewhere where they stand, and keep it."""
    scene = everyone(strangers_of(initiative))
    staying = places_of(initiative).of(EVERYONE)
    if not scene.keys - staying.keys():
        return
    begin(initiative)
    lines = [replace(line, trust=None) for line in scene.lines]
    spots = arrange(scene.figures, lines, staying, lambda percent: say_how_far(initiative, percent))
    keep(initiative, EVERYONE, {key: (spot.x, spot.y) for key, spot in spots.items()})
