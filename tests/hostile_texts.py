"""Texts that no report is, each of about the length asked for: what takes time by the square of it shows there."""

from __future__ import annotations

from collections.abc import Callable


def _again(part: str) -> Callable[[int], str]:
    return lambda length: part * (length // len(part))


def _nested(length: int) -> str:
    return "（" * (length // 2) + "8%" + "）" * (length // 2)


def _wide(head: str, value: str = "5.1", mark: str = "\t") -> Callable[[int], str]:
    def make(length: int) -> str:
        columns = length // (len(head) + len(value) + 2)
        return mark.join(["地区", *[head] * columns]) + f"{mark}\n" + mark.join(["东湖区", *[value] * columns]) + mark

    return make


def _names_beside_values(length: int) -> str:
    half = length // 8
    return "\t".join(["区"] * half + ["产值（亿元）"] + ["5"] * half) + "\n" + "\t".join(["乙"] * half + ["6"] * half)


def _heads_over_rows(length: int) -> str:
    return "指标\t产值\t增长\n" * (length // 16) + "财政\t5\t6\n" * (length // 14)


def _one_wide_row(length: int) -> str:
    return "地区\t产值\n" + "东湖区\t5\n" * (length // 12) + "甲\t" * (length // 4) + "5\n"


SHAPES: dict[str, Callable[[int], str]] = {
    **{part: _again(part) for part in ("。", "/", "万", "—", "（", "1", "8%、", "5:", "今后5年，", "全省增长8%，高1%，", "百分之", "中 ", "📈8%", "8\u202e%\u202c，")},
    "nested brackets": _nested,
    "brackets never closed": _again("财政收入5亿元（"),
    "headings": _again("# 一、总体情况\n"),
    "goals below headings": _again("2015年工作目标\n财政收入增长8%。\n"),
    "wide, years": _wide("2014年"),
    "wide, growth": _wide("增长%"),
    "wide, units": _wide("产值（亿元）"),
    "wide, pipes": _wide("2014年", mark="|"),
    "wide, names beside values": _names_beside_values,
    "one wide row": _one_wide_row,
    "heads over rows": _heads_over_rows,
    "rows": _again("财\t5亿元\n"),
    "tables": _again("地区\t产值（亿元）\n东湖区\t5\n\n正文。\n品名 产量 增长%\n粮食 217 0.9\n油料 49 8.9\n正文。\n"),
    "cells below each other": _again("粮食\n21\n3\n"),
}  # fmt: skip
