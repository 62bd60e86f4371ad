"""Places with their codes and names."""

from indicators.areas import ancestors, area_by_name


def test_a_name_that_many_places_share_is_left_open_without_a_home():
    assert area_by_name("鼓楼区") is None


def test_the_areas_above_one_come_nearest_first():
    assert [area.short for area in ancestors(area_by_name("东湖区"))][:2] == ["南昌市", "江西省"]
