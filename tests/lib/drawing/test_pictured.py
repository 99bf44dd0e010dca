from coalition.lib.drawing.pictured import has_font_for, pictured


def test_words_are_as_wide_as_their_ink():
    short, long = pictured("Il", 20, False, "#000000"), pictured("WWWW", 20, False, "#000000")

    assert 0 < short.width < 20 < long.width
    assert 10 < short.height < 20


def test_letter_that_no_font_has_makes_no_picture():
    assert not has_font_for("\U0010fffc")
    assert pictured("Ana \U0010fffc", 20, False, "#000000") is None
