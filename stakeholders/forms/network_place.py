from django import forms

from stakeholders.ties.scenes import EVERYONE, GROUP, ORGANIZATION, SECTOR

STEP = 30.0
DIRECTIONS = {"left": (-STEP, 0.0), "right": (STEP, 0.0), "up": (0.0, -STEP), "down": (0.0, STEP)}
SCENES = [(name, name) for name in (EVERYONE, SECTOR, ORGANIZATION, GROUP)]
FARTHEST = 10_000
EDGE = 20


class NetworkPlaceForm(forms.Form):
    """Whom to put where on the map of who knows whom: at a point, or a step in a direction."""

    scene = forms.ChoiceField(choices=SCENES)
    key = forms.CharField(max_length=80)
    x = forms.FloatField(min_value=EDGE, max_value=FARTHEST, required=False)
    y = forms.FloatField(min_value=EDGE, max_value=FARTHEST, required=False)
    direction = forms.ChoiceField(choices=[(name, name) for name in DIRECTIONS], required=False)

    def __init__(self, *args, standing, **kwargs):
        """`standing` gives for a scene where each key stands."""
        super().__init__(*args, **kwargs)
        self.standing = standing

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        self.spots = self.standing(cleaned["scene"])
        if cleaned["key"] not in self.spots:
            raise forms.ValidationError("They are not on this map any more. Reload the page.")
        if cleaned.get("direction"):
            across, down = DIRECTIONS[cleaned["direction"]]
            x, y = self.spots[cleaned["key"]]
            cleaned["spot"] = (max(EDGE, round(x + across, 1)), max(EDGE, round(y + down, 1)))
        elif cleaned.get("x") is None or cleaned.get("y") is None:
            raise forms.ValidationError("Say where to, or in which direction.")
        else:
            cleaned["spot"] = (round(cleaned["x"], 1), round(cleaned["y"], 1))
        return cleaned
