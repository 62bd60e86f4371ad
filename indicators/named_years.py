"""The years that a text names, and the one that dates it where no title or date does."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from indicators.heads import Head
from indicators.lexicon import head_pattern

_NAMED_YEAR = re.compile(
    r"(?<![比较是与\d])((?:19|20)\d{2})(?:年(?!的?[0-9.]+倍|以来)|(?=[上下]半年|前三季度|第?[一二三四]季度))"
)
_OPENS_WITH_YEAR = re.compile(r"[\s\u3000]*((?:19|20)\d{2})年[，,]")
_WORK = re.compile("《[^》]{0,200}》")
"""What a work is called; an unclosed bracket names none, and a text of many of them is not searched to its end for each."""


@lru_cache(maxsize=2)  # each article of a page asks for the whole page, and a workbook has one for each sheet
def named_years(text: str) -> Counter[int]:
    """The years that a text names, but for those in the names of works, with how often."""
    return Counter(int(year) for year in _NAMED_YEAR.findall(_WORK.sub("", text)))


def notice_year(head: Head) -> int | None:
    """The year in the number of an official notice: 某政办发〔2008〕70号."""
    match = head_pattern("notice_number").search(head.lead)
    return int(match["Y"]) if match else None


def opening_year(head: Head) -> int | None:
    """The year that the first paragraph of an undated text opens with, as 2003年，东湖区… does."""
    match = _OPENS_WITH_YEAR.match(head.begins)
    return int(match[1]) if match else None


def common_year(body: str, single: bool = True) -> int | None:
    """The year that a text without title year or dateline names most often, if at least twice or (``single``) alone.

    Years that something is compared with or counted from do not date a text (是2010年的2倍, 2013年以来), nor one that it only looks forward to.
    """
    years = named_years(body)
    if not years:
        return None
    year, count = max(years.items(), key=lambda item: (item[1], item[0]))
    if count == len(re.findall(f"到{year}年", body)):
        # 到2012年生产总值突破…: how far its goals reach says nothing of when it was written.
        return None
    if single and len(years) == 1 and len(re.findall(f"{year}年[底末]", body)) == count and "今年" in body:
        # 2010年底…为3000元。今年以来，…: only the year before is told by its number.
        return year + 1
    return year if count >= 2 or (single and len(years) == 1) else None
