"""What a document says of itself: front matter and dates, taken as stated and never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from indicators.lexicon import head_pattern
from indicators.reports.source import Source

FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
MAX_FRONT_MATTER = 20_000
"""Characters; front matter is a handful of lines, and the YAML parser takes a second for each 100,000."""


def parse_date(text: str) -> date | None:
    """Parse the first day that a text names, or None.

    >>> parse_date("发布时间：2015年1月20日 09:30")
    datetime.date(2015, 1, 20)
    """
    found = head_pattern("day").search(text)
    if not found:
        return None
    year, month, day = (int(found[part]) for part in "YMD")
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_publisher(lines: Iterable[str]) -> str:
    """Find the publisher that a page or the head of a document names behind a label, or an empty text.

    >>> find_publisher(["政府工作报告", "发布时间：2015-01-20 来源：东湖区政府办"])
    '东湖区政府办'
    """
    label = head_pattern("publisher")
    return next((found["who"] for line in lines if (found := label.search(line))), "")


def choose_publisher(told: Iterable[str]) -> str:
    """The first of the names that says whose office it is, else the first of them: 东湖区人民政府 rather than 区政府办.

    >>> choose_publisher(["区政府办", "东湖区人民政府"]), choose_publisher(["区政府办"])
    ('东湖区人民政府', '区政府办')
    """
    names = [name for name in told if name]
    return next((name for name in names if not head_pattern("office_alone").match(name)), names[0] if names else "")


def find_sites(title: str, lines: Iterable[str]) -> Iterator[str]:
    """The sites that a page's own title or its menu names.

    >>> [*find_sites("政府工作报告_东湖区人民政府", ["您的位置：西湖区人民政府 > 报告"])]
    ['东湖区人民政府', '西湖区人民政府']
    """
    menu = (line for line in lines if head_pattern("site_line").match(line))
    for text in (title, *menu):
        yield from (found["who"] for found in head_pattern("site").finditer(text))


def split_front_matter(text: str, source: Source) -> tuple[dict[str, str], str]:
    """Split a Markdown text into the plain values of its YAML front matter and the body after it.

    A text that merely opens with a rule (``---``) has no front matter and stays whole.
    """
    found = FRONT_MATTER.match(text)
    if not found:
        return {}, text
    values = _parse_yaml(found["yaml"], source)
    return ({}, text) if values is None else (values, text[found.end() :])


def _parse_yaml(text: str, source: Source) -> dict[str, str] | None:
    import yaml

    if len(text) > MAX_FRONT_MATTER:
        raise source.fail("the front matter is too long")
    try:
        # The base loader makes no types: 2015 stays a title and `no` a word, and nothing else is ever constructed.
        values = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise source.fail(f"the front matter is no valid YAML{_format_line(error)}") from error
    if not isinstance(values, dict):
        return None
    return {str(key): value.strip() for key, value in values.items() if isinstance(value, str)}


def _format_line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" (line {mark.line + 2})" if mark else ""
