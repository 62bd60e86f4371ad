"""Tables as Parquet: the tidy table with its types, its texts as they are, since nothing runs them as formulas."""

from __future__ import annotations

import io

import pandas as pd
import pyarrow as pa

from indicators.export.sources import describe
from indicators.table import OBSERVATIONS


def to_parquet(frame: pd.DataFrame) -> bytes:
    """A tidy table as Parquet; every column carries its description."""
    import pyarrow.parquet as pq

    described = pa.schema([field.with_metadata(_about(field.name)) for field in OBSERVATIONS])
    arrays = [pa.Array.from_pandas(frame[field.name], type=field.type) for field in described]
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=described), sink, compression="zstd")
    return sink.getvalue()


def _about(name: str) -> dict[str, str]:
    return {"description": describe("column", name, "en"), "description_zh": describe("column", name, "zh")}
