import pytest

from indicators.query import (
    Facets,
    Query,
    as_words,
    as_years,
    check_known,
    format_where,
    is_area_code,
    parse_years,
    quote,
)

FACETS = Facets(
    areas=(("360102", "东湖区"), ("360103", "西湖区"), ("", "象湖")),
    indicators=("exports", "gdp"),
    documents=("donghu-2015",),
)


def test_empty_query_has_no_condition() -> None:
    assert format_where(Query()) == ""


def test_every_filter_becomes_a_condition() -> None:
    query = Query(("东湖区",), ("gdp",), ("yoy",), (2014, 2015), ("actual",), ("a",))
    where = format_where(query)
    for condition in (
        "(area_code IN ('东湖区') OR area IN ('东湖区'))",
        "indicator IN ('gdp')",
        "measure IN ('yoy')",
        "year IN (2014, 2015)",
        "kind IN ('actual')",
        "doc_id IN ('a')",
    ):
        assert condition in where
    assert where.count(" AND ") == 5


def test_codes_alone_name_their_partitions() -> None:
    where = format_where(Query(areas=("360102", "X-440100-nansha")))
    assert where == " WHERE province IN ('360000', '440000') AND area_code IN ('360102', 'X-440100-nansha')"


def test_a_name_among_codes_leaves_all_partitions_open() -> None:
    assert "province" not in format_where(Query(areas=("360102", "东湖区")))


@pytest.mark.parametrize("value", ["a'b", "'; DROP TABLE observations; --", "''"])
def test_quotes_cannot_end_a_literal(value: str) -> None:
    literal = quote(value)
    assert literal[0] == literal[-1] == "'"
    assert "'" not in literal[1:-1].replace("''", "")


@pytest.mark.parametrize(("text", "years"), [("2014", (2014,)), ("2014-2016", (2014, 2015, 2016)), (" 2014 ", (2014,))])
def test_years(text: str, years: tuple[int, ...]) -> None:
    assert parse_years(text) == years


@pytest.mark.parametrize("text", ["", "14", "2016-2014", "2014-", "2014年", "２０１４", "2014-2016-2018"])
def test_no_years(text: str) -> None:
    with pytest.raises(ValueError, match="neither a year"):
        parse_years(text)


@pytest.mark.parametrize(
    ("word", "code"),
    [("360102", True), ("X-360100-gaoxin", True), ("东湖区", False), ("36010", False), ("３60102", False)],
)
def test_area_code(word: str, code: bool) -> None:
    assert is_area_code(word) is code


def test_one_word_is_one_word() -> None:
    assert as_words("东湖区") == ("东湖区",)
    assert as_words(["a", "b"]) == ("a", "b")
    assert as_years(2014) == (2014,)
    assert as_years(range(2014, 2016)) == (2014, 2015)


def test_known_words_pass() -> None:
    assert check_known(Query(("360102", "西湖区"), ("gdp",), documents=("donghu-2015",)), FACETS) == []


def test_unknown_words_are_named_with_close_ones() -> None:
    sentences = check_known(Query(("东湖",), ("gpd",), documents=("zzz",)), FACETS)
    assert sentences == [
        "The store has no area 东湖. Close to it: 东湖区, 象湖.",
        "The store has no indicator gpd. Close to it: gdp.",
        "The store has no document zzz.",
    ]
