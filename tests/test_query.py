from dataclasses import replace

import pandas as pd
import pytest

from indicators.query import (
    SEARCHED,
    Facets,
    Query,
    as_words,
    as_years,
    check_known,
    find_page,
    format_where,
    is_area_code,
    parse_years,
    quote,
)
from indicators.store import Store

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


def test_a_word_may_stand_in_any_of_the_searched_columns_and_every_word_is_asked_for() -> None:
    where = format_where(Query(words=("项目", "Wi-Fi")))
    assert where.count(" AND ") == 1
    assert where.count(" LIKE '%项目%'") == where.count(" ILIKE '%Wi-Fi%'") == len(SEARCHED)


@pytest.mark.parametrize(
    ("word", "pattern"), [("8%", r"'%8\%%'"), ("a_b", r"'%a\_b%'"), ("\\", r"'%\\%'"), ("'", "'%''%'")]
)
def test_a_word_is_taken_as_it_stands(word: str, pattern: str) -> None:
    assert pattern in format_where(Query(words=(word,)))


COUNTS = pd.DataFrame({"doc_id": ["a", "b", "c", "d"], "rows": [3, 2, 4, 1]})


@pytest.mark.parametrize(
    ("first", "size", "documents", "offset"),
    [
        (0, 2, ("a",), 0),
        (0, 3, ("a",), 0),
        (2, 2, ("a", "b"), 2),
        (3, 2, ("b",), 0),
        (4, 6, ("b", "c", "d"), 1),
        (9, 50, ("d",), 0),
        (10, 50, (), 0),
    ],
)
def test_a_page_lies_in_a_few_documents(first: int, size: int, documents: tuple[str, ...], offset: int) -> None:
    assert find_page(COUNTS, first, size) == (documents, offset)


def test_no_rows_have_no_page() -> None:
    assert find_page(COUNTS.iloc[:0], 0, 50) == ((), 0)


@pytest.mark.parametrize("words", [["项目"], ["项目", "签约"], ["WI-FI"], ["%"], ["_"], ["\\"], ["'"], ["8%"]])
def test_a_search_finds_what_a_reader_of_all_rows_would(words: list[str], seeded_store: Store) -> None:
    everything = seeded_store.select()
    text = everything[list(SEARCHED)].agg("\n".join, axis=1).str.lower()
    wanted = [all(word.lower() in each for word in words) for each in text]
    assert seeded_store.select(words=words).equals(everything[wanted].reset_index(drop=True))


def test_pages_read_by_their_documents_are_the_whole_table(seeded_store: Store) -> None:
    query = Query(measures=("level",))
    whole, counts = seeded_store.run(query), seeded_store.count(query)
    assert int(counts["rows"].sum()) == len(whole) > 60
    assert counts["doc_id"].tolist() == sorted(set(whole["doc_id"]))
    for first in range(0, len(whole), 20):
        documents, offset = find_page(counts, first, 20)
        part = seeded_store.run(replace(query, documents=documents, limit=20, offset=offset))
        assert part.equals(whole.iloc[first : first + 20].reset_index(drop=True))


def test_rows_are_ordered_by_a_column_before_they_are_cut(seeded_store: Store) -> None:
    whole = seeded_store.select(indicators="gdp", measures="level")
    query = Query(indicators=("gdp",), measures=("level",), by="-value", limit=3)
    assert seeded_store.run(query)["value"].tolist() == sorted(whole["value"], reverse=True)[:3]
    first = seeded_store.run(replace(query, by="time_period"))["period_end"].tolist()
    assert first == sorted(end for end in whole["period_end"] if end)[:3]
    with pytest.raises(ValueError, match="no column 'valeu'"):
        seeded_store.run(replace(query, by="valeu"))
