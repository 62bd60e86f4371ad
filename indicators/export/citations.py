"""How a view of the data, or a document, is named in a list of references: by GB/T 7714—2015, and plainly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from indicators.labels import Language, say

Style = Literal["gbt", "plain"]
STYLES: tuple[Style, ...] = ("gbt", "plain")


@dataclass(frozen=True, slots=True)
class View:
    """What a citation names of a view: its title, the data's version with its date (empty if unknown), when and where it was seen."""

    title: str
    version: int
    dated: str
    accessed: str
    address: str


def cite_view(view: View, style: Style, language: Language) -> str:
    """A view as an online database ([DB/OL]) by GB/T 7714—2015, 4.6 and appendix B, or plainly.

    >>> view = View("走势：地区生产总值", 3, "2026-11-01", "2026-11-22", "http://127.0.0.1:8501/trend?indicator=gdp")
    >>> cite_view(view, "gbt", "zh")
    '县区指标. 走势：地区生产总值: 数据版本3[DB/OL]. (2026-11-01)[2026-11-22]. http://127.0.0.1:8501/trend?indicator=gdp'
    >>> cite_view(view, "plain", "zh")
    '县区指标：走势：地区生产总值，数据版本 3（2026-11-01），2026-11-22 访问，http://127.0.0.1:8501/trend?indicator=gdp'
    """
    key = f"cite.{style}" if view.dated else f"cite.{style}_undated"
    given = {name: getattr(view, name) for name in View.__slots__}
    return say(key, language, product=say("share.product", language), **given)


def cite_document(source: Mapping[Any, Any], style: Style, language: Language, accessed: str) -> str:
    """A document of the store: a report ([R]) by GB/T 7714—2015, or plainly; one with an address was seen there on a day.

    >>> known = {"doc_id": "d", "title": "政府工作报告", "publisher": "东湖区人民政府", "published": "2015-02-01"}
    >>> cite_document(known | {"address": "https://example.org/a"}, "gbt", "zh", "2026-11-22")
    '东湖区人民政府. 政府工作报告[R/OL]. (2015-02-01)[2026-11-22]. https://example.org/a'
    >>> cite_document(known | {"address": ""}, "gbt", "zh", "2026-11-22")
    '东湖区人民政府. 政府工作报告[R]. 2015-02-01.'
    >>> cite_document(known | {"address": ""}, "plain", "en", "2026-11-22")
    '东湖区人民政府, 政府工作报告, 2015-02-01'
    """
    title = source["title"] or source["doc_id"]
    publisher, published, address = source["publisher"], source["published"], source["address"]
    if style == "plain":
        seen = [say("cite.seen", language, accessed=accessed), address] if address else []
        return say("cite.comma", language).join(part for part in [publisher, title, published, *seen] if part)
    head = [f"{part}." for part in (publisher, f"{title}{'[R/OL]' if address else '[R]'}") if part]
    if not address:
        return " ".join([*head, *([f"{published}."] if published else [])])
    return " ".join([*head, f"{f'({published})' if published else ''}[{accessed}].", address])
