"""The Delta tables under the store: opened at versions that belong together, and written so that they stay so."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, QueryBuilder, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError
from deltalake.transaction import Transaction

from indicators.locks import LockedError, hold_lock

MANY_FILES = 16
"""Files per partition from which reading suffers; measured: 500 small files make a read 60 times slower."""

PATIENCE = 20.0
"""Seconds to wait for another writer, who holds the lock while writing and not while parsing."""

WRITER = WriterProperties(max_row_group_size=64_000, compression="ZSTD")

LINKED = ("observations", "corrections")
"""The tables whose version a commit of documents names."""

_STORAGE_ERRORS = (OSError, DeltaError, pa.lib.ArrowException)
_OS_ERROR = re.compile(r"\(os error (\d+)\)")
"""The one part that tells a reader something of what Delta says, in several lines, when a disk is full."""
_CLOUD_SETTINGS = ("AWS_", "AZURE_", "GOOGLE_")


class StoreError(RuntimeError):
    """The store can't do what was asked; the message is one sentence."""


class Lake:
    """The tables ``documents``, ``observations`` and, once something was corrected, ``corrections`` at one address.

    ``documents`` leads: each of its commits names, as Delta transactions, the versions of the others that belong to it.
    So a reader never sees rows without their document, and a load cut short between its commits was not.
    """

    def __init__(self, address: str, as_of: int | None = None) -> None:
        self.address = _normalise(address)
        self.as_of = as_of
        self._kept: dict[str, DeltaTable] = {}

    @property
    def is_local(self) -> bool:
        """Whether the store is a folder of this machine."""
        return "://" not in self.address

    def documents(self) -> DeltaTable | None:
        """The documents as they are, or as they were at ``as_of``; None before the first load."""
        return self.open("documents", self.as_of)

    def observations(self) -> DeltaTable | None:
        """The observations that belong to these documents."""
        return self.table("observations")

    def table(self, name: str) -> DeltaTable | None:
        """A table as it belongs to these documents; at ``as_of``, where nothing changes any more, it is opened once."""
        if name in self._kept:
            return self._kept[name]
        table = self._find(name)
        if table is not None and self.as_of is not None:
            self._kept[name] = table
        return table

    def _find(self, name: str) -> DeltaTable | None:
        documents = self.documents()
        if name == "documents" or documents is None:
            return documents
        version = documents.transaction_version(name)
        return None if version is None or version < 0 else self.open(name, version)

    def open(self, name: str, version: int | None = None) -> DeltaTable | None:
        """A table at its newest or a given version, None if there is none; StoreError if it can't be read."""
        try:
            return DeltaTable(self._uri(name), version=version, storage_options=self._options())
        except TableNotFoundError:
            return None
        except _STORAGE_ERRORS as error:
            what = "The store" if version is None else f"Version {version} of the {name} in the store"
            raise StoreError(f"{what} at {self.address} can't be read: {_first_line(error)}.") from error

    def ask(self, name: str, sql: str, schema: pa.Schema) -> pa.Table:
        """The answer to an SQL question on the table of this name, with the columns of the schema."""
        table = self.table(name)
        if table is None:
            return schema.empty_table()
        try:
            answer = pa.table(QueryBuilder().register(name, table).execute(sql))
        except _STORAGE_ERRORS as error:
            raise StoreError(f"The store at {self.address} can't be read: {_first_line(error)}.") from error
        return answer.select(schema.names).cast(schema)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one writer; what the storage refuses becomes a StoreError."""
        try:
            with hold_lock(Path(self.address) / "writer.lock", PATIENCE) if self.is_local else nullcontext():
                self._heal()
                yield
        except LockedError as error:
            raise StoreError(str(error)) from None
        except _STORAGE_ERRORS as error:
            raise StoreError(f"The store at {self.address} can't be written: {_first_line(error)}.") from error

    def put(
        self,
        name: str,
        rows: pa.Table,
        predicate: str,
        commit: Callable[[], CommitProperties | None],
        partitions: list[str] | None = None,
    ) -> None:
        """Append rows, or put them in the place of those that the predicate names, as one commit."""
        mode: dict[str, Any] = {"mode": "overwrite", "predicate": predicate} if predicate else {"mode": "append"}
        for attempt in range(8):
            try:
                return write_deltalake(
                    self._uri(name),
                    rows,
                    partition_by=partitions,
                    storage_options=self._options(),
                    writer_properties=WRITER,
                    commit_properties=commit(),
                    **mode,
                )
            except CommitFailedError:  # a writer on another machine was first: nothing of ours is visible yet
                time.sleep(0.05 * 2**attempt)
        raise StoreError(f"Other writers kept {self.address} busy; load again when they are done.")

    def link(self) -> CommitProperties:
        """What a commit of documents carries: the versions of the other tables that belong to it."""
        versions = {name: table.version() for name in LINKED if (table := self.open(name))}
        named = {"observations": -1, **versions}
        return CommitProperties(app_transactions=[Transaction(name, version) for name, version in named.items()])

    def compact_observations(self) -> bool:
        """Join and sort the files of every province that has many, and say whether there was one."""
        observations = self.open("observations")
        if observations is None:
            return False
        actions = pa.table(observations.get_add_actions(flatten=True))
        counts = actions["partition.province"].value_counts().to_pylist()
        crowded = sorted(each["values"] for each in counts if each["counts"] >= MANY_FILES)
        for province in crowded:
            # Z-order and not plain joining: filters are fast because rows of an indicator and area lie together.
            observations.optimize.z_order(
                ["indicator", "area_code"], [("province", "=", province)], writer_properties=WRITER
            )
        return bool(crowded)

    def compact(self, name: str) -> None:
        """Join the files of a table without partitions if there are many."""
        table = self.open(name)
        if table and len(table.file_uris()) >= MANY_FILES:
            table.optimize.compact(writer_properties=WRITER)

    def _heal(self) -> None:
        """Take back what a load left in the other tables when it was killed before its documents were written."""
        # At an object store there is no lock, and another writer may just be between its commits: there the rows stay
        # until their documents are loaded again.
        if not self.is_local:
            return
        documents = self.open("documents")
        for name in LINKED:
            table = self.open(name)
            linked = documents.transaction_version(name) if documents else None
            if table is None or linked == table.version():
                continue
            if linked is None or linked < 0:
                table.delete()
            else:
                table.restore(linked)

    def _uri(self, name: str) -> str:
        return f"{self.address.rstrip('/')}/{name}"

    def _options(self) -> dict[str, str] | None:
        if self.is_local:
            return None
        return {key: value for key, value in os.environ.items() if key.startswith(_CLOUD_SETTINGS)}


def _normalise(address: str) -> str:
    if address.startswith("file://"):
        address = url2pathname(urlsplit(address).path)
    if "://" in address:
        return address
    path = Path(address).expanduser().absolute()
    if path.is_file():
        raise StoreError(f"{path} is a file; a store is a folder.")
    return str(path)


def _first_line(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if number := _OS_ERROR.search(str(error)):
        return os.strerror(int(number[1]))
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".:")
