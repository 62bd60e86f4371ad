"""Tables as Parquet: the tidy table with its types, its texts as they are, since nothing runs them as formulas."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pandas as pd
import pyarrow as pa

from indicators.export.sources import describe
from indicators.model import COLUMNS
from indicators.table import OBSERVATIONS


def to_parquet(frame: pd.DataFrame, columns: Sequence[str] = COLUMNS) -> bytes:
    """A tidy table, or some columns of it, as Parquet; every column carries its description."""
    import pyarrow.parquet as pq

    described = pa.schema([OBSERVATIONS.field(name).with_metadata(_about(name)) for name in columns])
    arrays = [pa.Array.from_pandas(frame[field.name], type=field.type) for field in described]
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=described), sink, compression="zstd")
    return sink.getvalue()


def _about(name: str) -> dict[str, str]:
    return {"description": describe("column", name, "en"), "description_zh": describe("column", name, "zh")}
