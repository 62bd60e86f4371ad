"""Versions of a store: when they came to be, what they did, and whether they can still be read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from indicators.history import can_read, versions
from indicators.store import Store, open_store
from tests.made import made_report


def _loaded(folder: Path) -> Store:
    """Version 0: one document; 1: two more; 2: one of them changed; 3: one removed."""
    store = open_store(folder / "store")
    store.save([made_report("a")], workers=1)
    store.save([made_report("b"), made_report("c", "2015年，东湖区完成地区生产总值450亿元。")], workers=1)
    store.save([made_report("b", "2014年，东湖区完成地区生产总值430亿元。")], workers=1)
    store.remove("c")
    return store


def test_versions_tell_what_was_written_and_removed(tmp_path: Path) -> None:
    begun = datetime.now(UTC)
    found = versions(_loaded(tmp_path))
    assert [(each.number, each.written, each.removed) for each in found] == [(3, 0, 1), (2, 1, 0), (1, 2, 0), (0, 1, 0)]
    times = [each.time for each in found]
    assert times == sorted(times, reverse=True)
    assert all(abs((each - begun).total_seconds()) < 300 for each in times)


def test_a_version_that_only_joined_files_is_not_listed(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store")
    for number in range(17):
        store.save([made_report(f"d{number}")], workers=1)
    listed = versions(store)
    store.compact()
    assert store.version() > listed[0].number
    assert versions(store) == listed
    assert can_read(store, store.version())


def test_a_version_shows_the_rows_of_its_day(tmp_path: Path) -> None:
    store = _loaded(tmp_path)
    seen = [sorted(set(open_store(store.address, as_of=number).select()["doc_id"])) for number in range(4)]
    assert seen == [["a"], ["a", "b", "c"], ["a", "b", "c"], ["a", "b"]]
    gdp = {"documents": "b", "indicators": "gdp", "measures": "level"}
    assert open_store(store.address, as_of=1).select(**gdp)["value"].tolist() == [429e8]
    assert open_store(store.address, as_of=2).select(**gdp)["value"].tolist() == [430e8]


def test_what_never_was_or_lost_its_files_can_not_be_read(tmp_path: Path) -> None:
    store = _loaded(tmp_path)
    assert [can_read(store, number) for number in (-1, 0, 3, 4, 10**9)] == [False, True, True, False, False]
    newest = {
        Path(file).name
        for name in ("documents", "observations")
        for file in store._lake.table(name).file_uris()  # type: ignore[union-attr]
    }
    for path in (tmp_path / "store").rglob("*.parquet"):  # as a clean-up of old files does
        if path.name not in newest and "_delta_log" not in path.parts:
            path.unlink()
    assert can_read(store, 3)
    assert not can_read(store, 1), "the documents of version 1 lay in a file that version 2 replaced"


def test_an_empty_store_has_no_version(tmp_path: Path) -> None:
    store = open_store(tmp_path / "none")
    assert versions(store) == []
    assert not can_read(store, 0)
