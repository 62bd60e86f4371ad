"""What kind of statement a figure makes: level, growth, share, rank, difference; read from the words around it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from indicators.lexicon import pattern, read_toml, trie_pattern
from indicators.model import Figure

_CLAUSE_END = re.compile("[，,。；;]")
_TAIL = 44
"""So many characters before a figure may say what kind of statement it is."""


class Cue(NamedTuple):
    """A figure's measure, its sign, and the words before it that are left to name the subject.

    ``stated`` tells whether a cue stood in the text; without one the measure is what the unit suggests.
    """

    measure: str
    sign: int
    rest: str
    stated: bool
    rule: str


_SAID_AGAIN = re.compile("[（(]即[^（）()0-9]*[）)](?=[为是达到]{0,2}$)")
"""What brackets behind a name say it is: 恩格尔系数（即食品支出占消费支出的比重）30%."""
_SAME_BELOW = re.compile("[（(][^（）()]*下同[）)]$")
"""What brackets behind a base say of it: 比2013年末（普查年份，下同）增加."""


@cache
def _cues() -> dict[str, Any]:
    table = read_toml("cues.toml")
    grow, shrink = trie_pattern(table["up"]), trie_pattern(table["down"])
    between = trie_pattern(table["between"])
    base = "|".join(table["base_yoy"]), "|".join(table["base_other"]).replace("{part}", table["base_part"])
    return {
        "growth_ends": frozenset(word[-1] for word in (*table["up"], *table["down"], *table["between"])),
        "growth": re.compile(
            rf"(?P<verb>(?<!新)(?!(?<=至)少)(?:(?P<down>{shrink})|(?P<up>{grow})))(?P<between>(?:{between}|\s)*)$"
        ),
        "to_level": re.compile(rf"(?:{'|'.join(table['to_level'])})"),
        "base_yoy": re.compile(rf"(?:{base[0]})[^，,。；;0-9]{{0,8}}$"),
        "base_other": re.compile(rf"(?:{base[1]})[^，,。；;]{{0,8}}$"),
        "earlier": re.compile(rf"(?:(?:去年|上年)(?:同期|同月|末|全年)?|{table['base_part']})$"),
        "average": re.compile(rf"(?:{'|'.join(table['average'])})[^，,。；;0-9]{{0,6}}$"),
        "above": re.compile(rf"(?:{'|'.join(table['above'])})(?P<other>[^，,。；;]{{0,24}})$"),
        "below": re.compile(rf"(?:{'|'.join(table['below'])})(?P<other>[^，,。；;]{{0,24}})$"),
        "others": re.compile("|".join(table["others"])),
        "rank": re.compile(rf"(?:{'|'.join(table['rank'])})[^，,。；;]{{0,16}}?[第前]?$"),
        "effect": frozenset(table["effect"]),
        "defined": re.compile(rf"[，,、]?按?(?:{table['basis']})(?:计算)?$"),
    }


def read_measure(left: str, figure: Figure, right: str) -> Cue:
    """The measure of a figure from the words of its clause before and behind it."""
    left = _SAID_AGAIN.sub("", left)
    tail = left[-_TAIL:]
    if _is_rank(tail, figure, right):
        return _rank(left)
    if figure.unit == "pp":
        return _points(left, tail)
    growth = _growth(left, tail, figure)
    if growth:
        return growth
    if figure.unit == "%":
        return _pace(left, tail, right) or _percent(left, tail)
    if figure.unit == "times":
        return Cue("multiple", 1, pattern("multiple_base").sub("", left), True, "multiple")
    if more := pattern("more_than_before").search(tail):
        return Cue(
            "yoy_abs", -1 if more["less"] else 1, left[: len(left) - len(tail) + more.start()], True, "amount_change"
        )
    if above := pattern("amount_above").search(tail):
        sign = -1 if above["below"] or above["less"] else 1
        return Cue("diff", sign, left[: len(left) - len(tail) + above.start()], True, "amount_above")
    return Cue("level", 1, left, False, "level")


def _is_rank(tail: str, figure: Figure, right: str) -> bool:
    places = figure.unit == "个" and right.startswith(("位次", "名次"))
    if figure.unit not in ("", "位", "名") and not places:
        return False
    if tail.endswith("第") and (_cues()["rank"].search(tail) or pattern("ranked_among").search(tail)):
        return True
    if figure.unit in ("位", "名") and pattern("ranked_without_ordinal").search(tail):
        return True
    return (places or figure.unit in ("位", "名")) and bool(pattern("places_moved").search(tail))


def _rank(left: str) -> Cue:
    moved = pattern("places_moved").search(left)
    if moved:
        sign = -1 if moved["down"] else 1
        return Cue("yoy_abs", sign, _without_speed(_before_base(left[: moved.start()])), True, "rank_change")
    match = _cues()["rank"].search(left[-_TAIL:]) or pattern("ranked_among").search(left[-_TAIL:])
    cut = len(left) - len(left[-_TAIL:]) + match.start() if match else len(left)
    among = pattern("group_before").search(left[:cut])
    rest = left[: among.start()] if among else left[:cut]
    if among and among["named"] and not rest.strip("，, 　") and not pattern("places_numbered").search(among["named"]):
        rest = among["named"]
    return Cue("rank", 1, _without_speed(rest), True, "rank")


def _without_speed(text: str) -> str:
    """增速 or 全国排名 before a rank or a difference only says what is ranked or compared."""
    return pattern("speed_ranked").sub("", text.rstrip())


def _of_decline(head: str) -> int:
    """-1 where a decline is what changes: 降幅收窄 is growth that rose, 降幅扩大 growth that fell."""
    return -1 if pattern("of_decline").search(head) else 1


def strip_comparison(text: str) -> str:
    """The words of a clause that name what changed, without its growth rate and what that is compared with.

    >>> strip_comparison("工业投资增速比1-4月")
    '工业投资'
    """
    return pattern("average_of_years").sub("", _without_speed(_before_base(text)))


def _find_change(tail: str) -> re.Match[str] | None:
    """A verb or noun of growth at the end of the words before a figure, which most words before one cannot end with."""
    cues = _cues()
    match: re.Match[str] | None = None
    if tail[-1:] in cues["growth_ends"] or tail[-1:].isspace():
        match = cues["growth"].search(tail)
    return match


def _points(left: str, tail: str) -> Cue:
    cues = _cues()
    growth = _find_change(tail)
    if growth:
        compared = cues["above"].search(tail[: growth.start()]) or cues["below"].search(tail[: growth.start()])
        if not compared:
            head = left[: len(left) - len(tail) + growth.start()]
            if pull := pattern("pulls").search(head):
                return Cue("yoy_abs", -1 if growth["down"] or pull["down"] else 1, head[: pull.start()], True, "pull")
            sign = -_of_decline(head) if growth["down"] else _of_decline(head)
            measure = "growth" if pattern("years_ago").search(tail[: growth.start()]) else "yoy_abs"
            return Cue(measure, sign, strip_comparison(head), True, "points_change")
    for key, sign in (("below", -1), ("above", 1)):
        match = cues[key].search(tail)
        if match and (cues["others"].search(match["other"]) or len(match["other"]) < 12):
            head = left[: len(left) - len(tail) + match.start()]
            based = cues["base_other"].search(head[-_TAIL:]) or cues["base_yoy"].search(head[-_TAIL:])
            aimed = based is not None and pattern("goal_compared").search(based[0])
            beside = based and not aimed and not match["other"].strip("了约近出")
            if beside or cues["earlier"].match(match["other"]):
                return Cue("yoy_abs", sign, strip_comparison(head), True, "points_change")
            rest = pattern("compared_with").sub("", head)
            return Cue("diff", sign, _without_speed(rest), True, f"points_{key}")
    if pull := pattern("pulls_alone").search(tail):
        sign = -1 if pull["down"] else 1
        return Cue("yoy_abs", sign, left[: len(left) - len(tail) + pull.start()], True, "pull")
    return Cue("yoy_abs", 1, left, False, "points")


def _growth(left: str, tail: str, figure: Figure) -> Cue | None:
    cues = _cues()
    match = _find_change(tail)
    if match is None:
        return None
    if match["verb"] in cues["effect"] and match["between"].startswith("率"):
        return None
    noun = match["verb"][-1] in "速幅率度" or match["between"][:1] in ("率", "幅", "速")
    head = _SAME_BELOW.sub("", left[: len(left) - len(tail) + match.start()])
    led = cues["to_level"].search(match["between"]) or pattern("becomes").fullmatch(match["verb"] + match["between"])
    if led and not noun:
        return _share_or_level(head) if figure.unit == "%" else Cue("level", 1, head, False, "raised_to")
    if figure.unit not in ("%", "times", "") and not pattern("changes_amount").search(match["verb"]):
        return None
    sign = -1 if match["down"] else 1
    rest = _before_base(head)
    if figure.unit not in ("%", "times"):
        other = cues["base_other"].search(head[-_TAIL:]) and not cues["base_yoy"].search(head[-_TAIL:])
        return Cue("growth" if other else "yoy_abs", sign, rest, True, "amount_change")
    measure = _growth_measure(head, match, figure)
    effect = measure == "growth" and match["verb"] in cues["effect"] and rest == head
    return Cue(measure, sign, rest, True, "effect_verb" if effect else "growth_verb")


def _pace(left: str, tail: str, right: str) -> Cue | None:
    """Growth whose noun stands behind its rate: 以年均12%的速度增长, 实现8%的增长."""
    led, pace = pattern("pace_led").search(tail), pattern("pace_of").match(right)
    if led is None or pace is None:
        return None
    head = left[: len(left) - len(tail) + led.start()]
    if led["average"]:
        return Cue("avg_growth", 1, head, True, "average_pace")
    other = _cues()["base_other"].search(head[-_TAIL:]) and not _cues()["base_yoy"].search(head[-_TAIL:])
    rule = "kept_pace" if led["kept"] else "growth_verb"
    return Cue("growth" if other else "yoy", -1 if pace["down"] else 1, _before_base(head), True, rule)


def _growth_measure(head: str, match: re.Match[str], figure: Figure) -> str:
    cues = _cues()
    around = head[-_TAIL:] + match["verb"]
    if cues["average"].search(around) or pattern("average_beside").search(around[-10:]):
        return "avg_growth"
    if cues["base_other"].search(head[-_TAIL:]):
        return "growth"
    if cues["base_yoy"].search(head[-_TAIL:]):
        return "yoy"
    if figure.unit == "times":
        return "growth"
    return "growth" if match["verb"] in cues["effect"] else "yoy"


def _before_base(head: str) -> str:
    """The words before 同比, 比上年 and the like, or all of them."""
    for key in ("base_yoy", "base_other", "average"):
        match = _cues()[key].search(head[-_TAIL:])
        if match:
            head = head[: len(head) - len(head[-_TAIL:]) + match.start()]
            break
    defined: re.Pattern[str] = _cues()["defined"]
    return defined.sub("", head)


def _share_or_level(head: str) -> Cue:
    shared = _percent(head, head[-_TAIL:])
    return shared if shared.stated else Cue("level", 1, head, False, "raised_to")


def _percent(left: str, tail: str) -> Cue:
    if beaten := pattern("beats_plan").search(tail):
        sign = -1 if beaten["less"] else 1
        return Cue("diff", sign, left[: len(left) - len(tail) + beaten.start()], True, "beats_plan")
    if compared := pattern("level_of").search(tail):
        return Cue("share", 1, left[: len(left) - len(tail) + compared.start()], True, "percent_of_level")
    match = pattern("completed").search(tail)
    if match is None or "占" in match[0]:
        match = pattern("share_told").search(tail) or match
    if match is None:
        effect = pattern("effect_on").search(tail)
        if effect:
            return Cue("growth", -1 if effect["down"] else 1, effect["object"], True, "effect_on_object")
        return Cue("share", 1, left, False, "percent")
    word = match[0]
    start = len(left) - len(tail) + match.start()
    if word.startswith(("占比", "比重", "份额", "比例")):
        of = max(tail[: match.start()].rfind("占"), tail[: match.start()].rfind("相当于"))
        if of >= 0 and not _CLAUSE_END.search(tail[of : match.start()]):
            start = len(left) - len(tail) + of
    elif (task := pattern("task_done").match(word)) and not left[:start].strip("，,、；; "):
        return Cue("share", 1, task["what"], True, "share")
    elif word.startswith("贡献率"):
        return Cue("share", 1, left[: start + 3], True, "contribution")
    return Cue("share", 1, left[:start], True, "share")
