from stakeholders.maps.palette import level_colors, light_colors


def test_palette_holds_the_light_half_of_each_token():
    colors = light_colors()

    assert colors["paper"] == "#faf7f1"
    assert colors["ink_caption"] == "#686055"
    assert colors["level_on_board_fill"] == "#3f76b0"


def test_palette_knows_the_colors_of_all_six_levels():
    assert [level["slug"] for level in level_colors()] == [
        "adversary",
        "skeptical",
        "unaware",
        "aware",
        "on-board",
        "champion",
    ]
