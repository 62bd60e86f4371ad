"""The documents behind a table: one row each, and how to cite them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from indicators.labels import Language
from indicators.lexicon import read_toml


def describe(table: str, name: str, language: Language) -> str:
    """What a column means; ``table`` is ``column`` for those of observations, ``source`` for those of documents.

    >>> describe("column", "unit_yi", "zh")
    '亿元、亿美元等；不是金额则空'
    """
    return str(read_toml("export.toml")[table][name][language])


def source_columns() -> list[str]:
    """The columns of ``list_sources``, in order."""
    return list(read_toml("export.toml")["source"])


def list_sources(frame: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """The documents that a tidy table rests on, by name, with the number of its rows; what is unknown is empty text.

    ``documents`` is a table as ``Store.documents`` gives it; it may hold others too, and need not know all of them.
    """
    known = documents.reset_index(drop=True).drop_duplicates("doc_id").set_index("doc_id")
    counts = frame["doc_id"].value_counts().sort_index()
    listed = known.reindex(index=counts.index, columns=source_columns()[1:-1]).fillna("").astype("str")
    listed.insert(0, "doc_id", counts.index.astype("str"))
    listed["rows"] = counts.to_numpy("int64")
    return listed.reset_index(drop=True)


def cite(source: Mapping[Any, Any], language: Language) -> str:
    """A document as a list of references names it: by GB/T 7714 in Chinese, plainly in English.

    >>> known = {"title": "政府工作报告", "publisher": "东湖区人民政府", "published": "2015-02-01", "address": ""}
    >>> cite(known, "zh"), cite(known, "en")
    ('东湖区人民政府. 政府工作报告[R]. (2015-02-01).', '东湖区人民政府 (2015-02-01). 政府工作报告.')
    """
    title = source["title"] or source["doc_id"]
    publisher, published, address = source["publisher"], source["published"], source["address"]
    if language == "zh":
        kind = "[R/OL]" if address else "[R]"
        parts = [publisher, f"{title}{kind}", f"({published})" if published else "", address]
    else:
        head = f"{publisher} ({published})" if publisher and published else publisher or published
        parts = [head, title, address]
    return " ".join(part if part == address else f"{part}." for part in parts if part)  # a stop would join the address


def escape_markdown(text: str) -> str:
    r"""Text that Markdown shows as it stands, on one line.

    >>> escape_markdown("<b>[甲](x)")
    '&lt;b&gt;\\[甲\\](x)'
    """
    line = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|~#$])", r"\\\1", line)
