"""Tables as a data package: a zip of CSV, a machine-readable description and a bilingual README with the sources."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import Any

import pandas as pd

from indicators.export.delimited import to_csv
from indicators.export.sources import cite, describe, escape_markdown, list_sources
from indicators.labels import LANGUAGES, Language
from indicators.lexicon import read_toml
from indicators.model import BOUNDS, COLUMNS, KINDS, MEASURES

PROFILE = "https://datapackage.org/profiles/2.0/{}.json"
"""The address by which a Data Package names the version of the standard it follows."""

_TYPES = {"value": "number", "value_high": "number", "start": "integer", "end": "integer", "rows": "integer"}
_DATES = ("period_start", "period_end")
_CONSTRAINTS: dict[str, dict[str, Any]] = {
    "doc_id": {"required": True},
    "value": {"required": True},
    "measure": {"required": True, "enum": list(MEASURES)},
    "kind": {"required": True, "enum": list(KINDS)},
    "bound": {"required": True, "enum": list(BOUNDS)},
    "start": {"required": True, "minimum": 0},
    "end": {"required": True, "minimum": 0},
}
_MADE = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the zip, the earliest there is: the same rows give the same bytes."""


def to_zip(frame: pd.DataFrame, documents: pd.DataFrame) -> bytes:
    """A tidy table as a zip: ``observations.csv``, ``sources.csv``, ``datapackage.json`` and ``README.md``."""
    sources = list_sources(frame, documents)
    tables = {"observations": to_csv(frame[list(COLUMNS)], bom=False), "sources": to_csv(sources, bom=False)}
    descriptor = json.dumps(describe_package(tables, sources), ensure_ascii=False, indent=2)
    return _pack(
        {
            "README.md": format_readme(frame, sources).encode(),
            "datapackage.json": f"{descriptor}\n".encode(),
            **{f"{name}.csv": data for name, data in tables.items()},
        }
    )


def _pack(files: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _MADE)
            entry.create_system = 3  # Unix, whatever the machine: it is written into the file
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def describe_package(tables: dict[str, bytes], sources: pd.DataFrame) -> dict[str, Any]:
    """The descriptor of Data Package 2.0 (datapackage.org/standard) for the package's CSV files."""
    title = read_toml("export.toml")["title"]
    package: dict[str, Any] = {
        "$schema": PROFILE.format("datapackage"),
        "name": "district-indicators",
        "title": f"{title['zh']} {title['en']}",
        "description": "Figures that Chinese district and county reports state, one per row, each with its sentence.",
    }
    if len(sources):  # the standard has no empty lists
        package["sources"] = [_source(row) for row in sources.to_dict("records")]
    schemas = {"observations": _observation_schema(), "sources": _source_schema(list(sources.columns))}
    package["resources"] = [_resource(name, data, schemas[name]) for name, data in tables.items()]
    return package


def _source(row: dict[Any, Any]) -> dict[str, str]:
    named = {"title": cite(row, "zh")}
    address = str(row["address"])
    return {**named, "path": address} if address.startswith(("https://", "http://")) else named


def _resource(name: str, data: bytes, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": PROFILE.format("dataresource"),
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"$schema": PROFILE.format("tabledialect"), "delimiter": ",", "lineTerminator": "\n"},
        "schema": schema,
    }


def _observation_schema() -> dict[str, Any]:
    reference = {"resource": "sources", "fields": ["doc_id"]}
    keys = {"foreignKeys": [{"fields": ["doc_id"], "reference": reference}]}
    return _schema([_field("column", name) for name in COLUMNS], keys)


def _source_schema(columns: list[str]) -> dict[str, Any]:
    return _schema([_field("source", name) for name in columns], {"primaryKey": ["doc_id"]})


def _schema(fields: list[dict[str, Any]], keys: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": PROFILE.format("tableschema"), "fields": fields, "missingValues": [""], **keys}


def _field(table: str, name: str) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": "date" if name in _DATES else _TYPES.get(name, "string")}
    field["description"] = f"{describe(table, name, 'en')} / {describe(table, name, 'zh')}"
    if table == "column" and name in _CONSTRAINTS:
        field["constraints"] = _CONSTRAINTS[name]
    return field


def format_readme(frame: pd.DataFrame, sources: pd.DataFrame) -> str:
    """The package's README in Chinese, then in English: what is in it, the columns, and how to cite the sources."""
    return "\n---\n\n".join(_format_readme(frame, sources, language) for language in LANGUAGES)


def _format_readme(frame: pd.DataFrame, sources: pd.DataFrame, language: Language) -> str:
    text = str(read_toml("export.toml")["readme"][language])
    cited = [f"{number}. {escape_markdown(cite(row, language))}" for number, row in _numbered(sources)]
    return text.lstrip().format(
        rows=f"{len(frame):,}",
        documents=f"{len(sources):,}",
        columns="\n".join(f"- `{name}`: {describe('column', name, language)}" for name in COLUMNS),
        sources="\n".join(cited),
    )


def _numbered(sources: pd.DataFrame) -> list[tuple[int, dict[Any, Any]]]:
    return list(enumerate(sources.to_dict("records"), start=1))
