import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from deltalake import DeltaTable
from hypothesis import given, settings
from hypothesis import strategies as st
from made import made_observation, made_report, observations

import indicators.lake as lake_module
import indicators.store as store_module
from indicators.extract import extract
from indicators.lake import Lake
from indicators.locks import LockedError, hold_lock
from indicators.model import COLUMNS, Extraction, NumberFate, Observation, Period, Report
from indicators.query import ORDER, Query
from indicators.store import SaveSummary, Store, StoreError, ensure_seeds, open_store, seeds_folder
from indicators.table import observations_to_frame

DONGHU = made_report(
    "donghu",
    "2014年，东湖区完成地区生产总值429亿元，增长8%。2014年出口6.2亿美元。",
    area="东湖区",
    published=date(2015, 1, 20),
)
QINGYUNPU = made_report("qingyunpu", "2016年，青云谱区完成地区生产总值418.6亿元，增长9.1%。", area="青云谱区")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "store")


@pytest.fixture
def given_rows(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Observation]]:
    """Observations by document that stand in for what the parser would find."""
    rows: dict[str, list[Observation]] = {}

    def found(report: Report, watch: object) -> Extraction:
        account = [NumberFate(0, 1, "1", "not_figure", "date"), NumberFate(2, 3, "2", "unresolved", "no unit")]
        return Extraction(tuple(rows[report.doc_id]), tuple(account))

    monkeypatch.setattr("indicators.extract.extract", found)
    return rows


def ordered(made: list[Observation]) -> pd.DataFrame:
    return observations_to_frame(made).sort_values(list(ORDER), ignore_index=True)


def files_of(store: Store) -> set[str]:
    return {str(path) for path in Path(store.address).rglob("*") if path.is_file()}


# Saving and selecting


def test_saved_rows_are_the_extracted_ones(store: Store) -> None:
    summary = store.save([QINGYUNPU, DONGHU])
    expected = [*extract(DONGHU).observations, *extract(QINGYUNPU).observations]
    assert summary == SaveSummary(added=2, observations=len(expected))
    assert len(expected) >= 5
    pd.testing.assert_frame_equal(store.select(), ordered(expected))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_select_gives_back_any_rows(data: st.DataObject) -> None:
    rows = {name: data.draw(observations(name)) for name in data.draw(st.sets(st.sampled_from(["a", "b'c", "丙"])))}
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr("indicators.extract.extract", lambda report, watch: Extraction(tuple(rows[report.doc_id]), ()))
        store = open_store(folder)
        summary = store.save([made_report(name) for name in rows])
        version = store.version()
        assert (summary.added, summary.observations) == (len(rows), sum(map(len, rows.values())))
        made = [each for several in rows.values() for each in several]
        kept = store.select()
        key = [*ORDER, *(name for name in COLUMNS if name not in ORDER)]
        pd.testing.assert_frame_equal(
            kept.sort_values(key, ignore_index=True), observations_to_frame(made).sort_values(key, ignore_index=True)
        )
        assert kept[list(ORDER[:3])].apply(tuple, axis=1).is_monotonic_increasing
        again = store.save([made_report(name) for name in rows])
        assert again == SaveSummary(unchanged=len(rows))
        assert store.version() == version


def test_loading_twice_writes_nothing(store: Store) -> None:
    store.save([DONGHU, QINGYUNPU])
    before, version = files_of(store), store.version()
    assert store.save([DONGHU, QINGYUNPU]) == SaveSummary(unchanged=2)
    assert (files_of(store), store.version()) == (before, version)


def test_one_load_is_one_commit_per_table(store: Store) -> None:
    store.save([DONGHU, QINGYUNPU])
    store.save([made_report("third"), made_report("donghu", "2015年，东湖区出口5亿美元。")])
    for name in ("documents", "observations"):
        assert DeltaTable(f"{store.address}/{name}").version() == 1


def test_changed_document_replaces_its_rows_and_no_others(store: Store) -> None:
    store.save([DONGHU, QINGYUNPU])
    changed = made_report("donghu", "2015年，东湖区完成地区生产总值460亿元。", area="东湖区")
    assert store.save([changed, QINGYUNPU]) == SaveSummary(replaced=1, unchanged=1, observations=1)
    pd.testing.assert_frame_equal(store.select(documents="donghu"), ordered(list(extract(changed).observations)))
    pd.testing.assert_frame_equal(store.select(documents="qingyunpu"), ordered(list(extract(QINGYUNPU).observations)))
    assert store.document("donghu").text == changed.text


def test_changed_document_may_move_to_another_province(store: Store, given_rows: dict) -> None:
    given_rows["a"] = [made_observation(doc_id="a", area_code="360102"), made_observation(doc_id="a", area_code="")]
    given_rows["b"] = [made_observation(doc_id="b", area_code="360102")]
    store.save([made_report("a"), made_report("b")])
    given_rows["a"] = [made_observation(doc_id="a", area_code="440100")]
    store.save([made_report("a", "changed")])
    assert store.select()[["doc_id", "area_code"]].to_numpy().tolist() == [["a", "440100"], ["b", "360102"]]


def test_changed_document_may_lose_all_its_rows(store: Store, given_rows: dict) -> None:
    given_rows["a"] = [made_observation(doc_id="a")]
    store.save([made_report("a")])
    given_rows["a"] = []
    assert store.save([made_report("a", "changed")]).replaced == 1
    assert store.select().empty
    assert not store.is_empty()


def test_changed_front_matter_is_a_change(store: Store) -> None:
    store.save([made_report("a", title="old")])
    assert store.save([made_report("a", title="new")]).replaced == 1
    assert store.document("a").title == "new"


def test_another_parser_reads_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.save([DONGHU])
    monkeypatch.setattr(store_module, "parser_fingerprint", lambda: "another")
    assert store.save([DONGHU]).replaced == 1
    assert len(store.select()) == len(extract(DONGHU).observations)


def test_two_documents_of_one_name_are_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="both named donghu"):
        store.save([DONGHU, made_report("donghu", "other text")])
    assert store.is_empty()
    assert store.save([DONGHU, DONGHU]).added == 1


def test_a_bad_document_does_not_stop_the_others(store: Store, given_rows: dict) -> None:
    given_rows["good"] = [made_observation(doc_id="good")]
    summary = store.save([made_report("bad"), made_report("good")])
    assert (summary.added, summary.failed) == (1, ("bad could not be parsed: KeyError: 'bad'.",))
    assert store.facets().documents == ("good",)


def test_counts_tell_what_became_of_the_numbers(store: Store, given_rows: dict) -> None:
    given_rows["a"] = [made_observation(doc_id="a")] * 3
    store.save([made_report("a", title="题")])
    row = store.documents().iloc[0]
    assert (row.observations, row.not_figures, row.unresolved, row.title) == (3, 1, 1, "题")
    assert "text" not in row


def test_document_comes_back_as_it_was(store: Store) -> None:
    store.save([DONGHU])
    kept = store.document("donghu")
    assert (kept.text, kept.published, kept.area) == (DONGHU.text, DONGHU.published, DONGHU.area)
    with pytest.raises(StoreError, match="no document nothing"):
        store.document("nothing")


def test_progress_ends_at_all(store: Store) -> None:
    seen: list[tuple[int, int]] = []
    store.save([DONGHU, QINGYUNPU], progress=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 2), (1, 2), (2, 2)]


# Filters


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"areas": "东湖区"}, ["a", "b"]),
        ({"areas": ["360102"]}, ["a", "b"]),
        ({"areas": ["440100", "东湖区"]}, ["a", "b", "c"]),
        ({"areas": "X-360100-gaoxin"}, ["e"]),
        ({"indicators": "exports"}, ["b"]),
        ({"measures": ["yoy"]}, ["c"]),
        ({"years": 2016}, ["c"]),
        ({"years": range(2014, 2017)}, ["a", "b", "c", "e"]),
        ({"kinds": "target"}, ["d'"]),
        ({"documents": "d'"}, ["d'"]),
        ({"documents": ["' OR 1=1 --"]}, []),
        ({"areas": "东湖区", "indicators": "gdp"}, ["a"]),
        ({"limit": 2}, ["a", "b"]),
        ({"limit": 0}, []),
        ({}, ["a", "b", "c", "d'", "e"]),
    ],
)
def test_filters(store: Store, given_rows: dict, filters: dict, expected: list[str]) -> None:
    later = made_report("c").published
    assert later is None
    from indicators.model import Period

    year_2016 = Period(date(2015, 1, 1), date(2016, 12, 31))
    given_rows.update(
        {
            "a": [made_observation(doc_id="a")],
            "b": [made_observation(doc_id="b", indicator="exports")],
            "c": [made_observation(doc_id="c", area_code="440100", area="广州市", measure="yoy", period=year_2016)],
            "d'": [made_observation(doc_id="d'", area_code="", area="某园", kind="target", period=None)],
            "e": [made_observation(doc_id="e", area_code="X-360100-gaoxin", area="南昌高新区")],
        }
    )
    store.save([made_report(name) for name in given_rows])
    assert store.select(**filters)["doc_id"].tolist() == expected


def test_facets_name_what_is_there(store: Store) -> None:
    store.save([DONGHU, QINGYUNPU])
    facets = store.facets()
    assert facets.areas == (("360102", "东湖区"), ("360104", "青云谱区"))
    assert facets.indicators == ("exports", "gdp")
    assert facets.years == (2014, 2016)
    assert facets.documents == ("donghu", "qingyunpu")
    store.remove("qingyunpu")
    assert store.facets().areas == (("360102", "东湖区"),)


def test_tally_counts_what_lies_within_one_year(store: Store, given_rows: dict) -> None:
    spans = [("2013-01-01", "2013-12-31"), ("2015-01-01", "2015-06-30"), ("2015-01-01", "2015-12-31")]
    several = Period(date(2011, 1, 1), date(2015, 12, 31))
    periods = [*(Period(date.fromisoformat(start), date.fromisoformat(end)) for start, end in spans), several, None]
    given_rows["a"] = [made_observation(doc_id="a", measure="level", period=period) for period in periods]
    given_rows["a"].append(made_observation(doc_id="a", measure="yoy", unit="%", period=None))
    store.save([made_report("a")])
    told = store.tally(Query(), ("measure", "unit"))
    assert told["measure"].tolist() == ["level", "yoy"]
    assert told.iloc[0][["rows", "dated", "years", "first", "last"]].tolist() == [5, 3, 2, 2013, 2015]
    assert told.iloc[1][["rows", "dated", "years"]].tolist() == [1, 0, 0]
    assert store.tally(Query(measures=("rank",)), ("unit",)).empty


def test_empty_store_answers_with_nothing(store: Store) -> None:
    assert store.is_empty()
    assert store.version() == -1
    assert tuple(store.select().columns) == COLUMNS
    assert store.documents().empty
    assert store.facets().areas == ()
    assert store.remove("a") == 0
    assert open_store(Path(store.address) / "no").save([]) == SaveSummary()


def test_selecting_makes_no_folder(store: Store) -> None:
    store.select()
    assert not Path(store.address).exists()


# History, removal, layout


def test_earlier_version_stays_readable(store: Store) -> None:
    store.save([DONGHU])
    first = store.version()
    store.save([made_report("donghu", "2015年，东湖区完成地区生产总值460亿元。"), QINGYUNPU])
    then = open_store(store.address, as_of=first)
    pd.testing.assert_frame_equal(then.select(), ordered(list(extract(DONGHU).observations)))
    assert then.document("donghu").text == DONGHU.text
    with pytest.raises(StoreError, match="history"):
        then.save([QINGYUNPU])
    with pytest.raises(StoreError, match="Version 99"):
        open_store(store.address, as_of=99).select()


def test_removed_documents_take_their_rows(store: Store) -> None:
    store.save([DONGHU, QINGYUNPU])
    assert store.remove(["donghu", "unknown"]) == 1
    assert set(store.select()["doc_id"]) == {"qingyunpu"}
    assert store.documents()["doc_id"].tolist() == ["qingyunpu"]
    assert store.save([DONGHU]).added == 1


def test_many_loads_are_compacted_without_loss(store: Store, given_rows: dict) -> None:
    for number in range(40):
        given_rows[f"{number:02}"] = [made_observation(doc_id=f"{number:02}")]
        store.save([made_report(f"{number:02}")])
    assert len(DeltaTable(f"{store.address}/observations").file_uris()) < 20
    store.compact()
    assert store.select()["doc_id"].tolist() == sorted(given_rows)
    assert len(DeltaTable(f"{store.address}/documents").file_uris()) < 16


def test_compacting_by_hand_keeps_what_readers_see(
    store: Store, given_rows: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_rows.update({name: [made_observation(doc_id=name)] for name in "ab"})
    store.save([made_report("a")])
    store.save([made_report("b")])
    monkeypatch.setattr(lake_module, "MANY_FILES", 2)
    store.compact()
    assert store.select()["doc_id"].tolist() == ["a", "b"]
    table = DeltaTable(f"{store.address}/observations")
    assert len(table.file_uris()) == 1
    assert DeltaTable(f"{store.address}/documents").transaction_version("observations") == table.version()


def test_partitions_are_provinces(store: Store) -> None:
    store.save([DONGHU])
    assert DeltaTable(f"{store.address}/observations").metadata().partition_columns == ["province"]
    assert [path.name for path in Path(store.address, "observations").glob("province=*")] == ["province=360000"]


# Interruptions and other processes


def test_a_load_killed_between_its_tables_was_not(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.save([DONGHU])
    put = Lake.put

    def stop_at_documents(self: Lake, name: str, *rest: object) -> None:
        if name == "documents":
            raise KeyboardInterrupt
        put(self, name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Lake, "put", stop_at_documents)
    changed = made_report("donghu", "2015年，东湖区完成地区生产总值460亿元。")
    with pytest.raises(KeyboardInterrupt):
        store.save([changed])
    pd.testing.assert_frame_equal(store.select(), ordered(list(extract(DONGHU).observations)))
    monkeypatch.undo()
    store.save([QINGYUNPU])  # must not bring the half-written rows to light
    pd.testing.assert_frame_equal(
        store.select(), ordered([*extract(DONGHU).observations, *extract(QINGYUNPU).observations])
    )


def test_a_first_load_killed_between_its_tables_was_not(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(self: Lake) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Lake, "link", stop)
    with pytest.raises(KeyboardInterrupt):
        store.save([DONGHU])
    assert store.is_empty()
    monkeypatch.undo()
    store.save([QINGYUNPU])
    assert set(store.select()["doc_id"]) == {"qingyunpu"}


def test_an_object_store_heals_when_the_document_is_loaded_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Lake, "is_local", False)
    store.save([QINGYUNPU])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Lake, "link", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            store.save([DONGHU])
    assert set(store.select()["doc_id"]) == {"qingyunpu"}
    store.save([DONGHU])
    expected = [*extract(DONGHU).observations, *extract(QINGYUNPU).observations]
    pd.testing.assert_frame_equal(store.select(), ordered(expected))


def _load_some(address: str, first: int, local: bool) -> None:
    if not local:  # as at an object store, where there is no lock and Delta alone keeps writers apart
        Lake.is_local = property(lambda self: False)  # type: ignore[method-assign, assignment]
    store = open_store(address)
    for number in range(first, first + 5):
        store.save([made_report(f"doc{number}", f"2014年，东湖区完成地区生产总值{number}亿元。")])


@pytest.mark.parametrize("local", [True, False])
def test_two_processes_write_at_once_without_loss(store: Store, local: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    # A spawned process runs the main module again; a page that was tested before has left its own there.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    store.save([made_report("first")])
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_load_some, args=(store.address, first, local)) for first in (100, 200)]
    for writer in writers:
        writer.start()
    seen = [len(store.documents())]
    while any(writer.is_alive() for writer in writers):
        rows, documents = store.select(), store.documents()
        assert rows.duplicated(["doc_id", "start"]).sum() == 0
        seen.append(len(documents))
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert seen == sorted(seen)
    assert len(store.documents()) == 11
    assert store.select()["doc_id"].nunique() == 11


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen]:
    """Another process that holds the lock of the store in ``tmp_path / "store"``."""
    code = (
        "import sys, time; from pathlib import Path; from indicators.locks import hold_lock\n"
        "with hold_lock(Path(sys.argv[1]), 5): print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "store" / "writer.lock")]
    path = os.pathsep.join(filter(None, (str(Path(store_module.__file__).parent.parent), os.environ.get("PYTHONPATH"))))
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_a_held_lock_is_named_and_a_killed_holder_frees_it(
    store: Store, holder: subprocess.Popen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lake_module, "PATIENCE", 0.2)
    with pytest.raises(StoreError, match=rf"Another process \({holder.pid}\) is writing"):
        store.save([DONGHU])
    assert store.is_empty()
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert store.save([DONGHU]).added == 1


def test_a_full_disk_is_told_in_the_words_of_the_system_and_leaves_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(*arguments: object, **options: object) -> None:
        raise OSError("Generic LocalFileSystem error:\n\u21b3 Unable to copy data to file (os error 28)")

    with monkeypatch.context() as patched:
        patched.setattr(lake_module, "write_deltalake", fill)
        with pytest.raises(StoreError, match=r"can't be written: No space left on device\.$"):
            store.save([made_report("a", "2014年，东湖区完成地区生产总值429亿元。")])
    assert store.is_empty()
    assert store.save([made_report("a", "2014年，东湖区完成地区生产总值429亿元。")]).added == 1


def test_lock_waits_for_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with hold_lock(path, 0):
        started = time.monotonic()
        with pytest.raises(LockedError), hold_lock(path, 0.3):
            pass
        assert time.monotonic() - started >= 0.3
    with hold_lock(path, 0):
        pass


# Bad places


def test_a_file_in_the_place_of_the_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="is a file"):
        open_store(tmp_path / "file")


def test_a_place_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *rest: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(StoreError, match=r"can't be written: Permission denied\.$"):
        open_store(tmp_path / "store").save([DONGHU])


def test_a_damaged_log_is_one_sentence(store: Store) -> None:
    store.save([DONGHU])
    (Path(store.address) / "documents" / "_delta_log" / "00000000000000000000.json").write_text("{broken")
    with pytest.raises(StoreError, match="can't be read"):
        store.select()


def test_a_missing_data_file_is_one_sentence(store: Store) -> None:
    store.save([DONGHU])
    for path in Path(store.address, "observations").rglob("*.parquet"):
        path.unlink()
    with pytest.raises(StoreError, match="can't be read"):
        store.select()


def test_place_by_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDICATORS_STORE", str(tmp_path / "env"))
    assert open_store().address == str(tmp_path / "env")
    assert open_store(tmp_path / "given").address == str(tmp_path / "given")
    monkeypatch.delenv("INDICATORS_STORE")
    assert open_store().address.endswith("store")
    assert open_store("s3://bucket/a").address == "s3://bucket/a"
    assert open_store((tmp_path / "a b").as_uri()).address == str(tmp_path / "a b")


# Seeds


def test_seeds_fill_an_empty_store_only(store: Store) -> None:
    summary = ensure_seeds(store)
    assert summary.added == len(list(seeds_folder().glob("*.md"))) > 0
    assert not summary.failed
    assert ensure_seeds(store) == SaveSummary()
    store.remove(store.facets().documents[1:])
    assert ensure_seeds(store) == SaveSummary()


def test_a_store_may_begin_with_a_document_without_figures(store: Store) -> None:
    assert store.save([made_report("plain", "没有数字。")]) == SaveSummary(added=1)
    assert store.select().empty
    assert store.save([DONGHU]).added == 1
    assert set(store.select()["doc_id"]) == {"donghu"}
    assert store.documents()["doc_id"].tolist() == ["donghu", "plain"]
