"""What kind of statement a figure makes: level, growth, share, rank, difference; read from the words around it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from indicators.lexicon import pattern, read_toml, trie_pattern
from indicators.model import Figure

_TAIL = 44
_AMONG = re.compile(
    "(?:(?:全[国省市区县]|东部|中部|西部|同类)[^，,。；;]{0,6}|[、，,](?:[0-9]+|[一二三四五六七八九十]{1,3})(?:个)?(?:城区|县区|县市区|区县|县市|设区市|地级市|市州|省区市))第$"
)
"""The places that a rank is among, right before it: 全省第3, 、八城区第4."""
_YEARS_AGO = re.compile(r"(?:比|较)(?:(?:19|20)\d{2}年|[三四五十]年前|[“\"]?十[一二三四]五)[^，,。；;]{0,6}$")
"""A base further back than the year before."""
_AVERAGE_PACE = re.compile("以?(?:年均|年平均|平均每年)(?:约|近|超过?)?$")
_PACE = re.compile("(?:左右|以上)?的?(?:增速|增幅|速度|增长|递增)")
"""The words around the rate of 以年均12%的速度增长."""
_TASK = re.compile(
    "(?:完成|实现)了?(?P<what>(?![全当本今整年上省市区县预既原调计目任])[\u4e00-\u9fff]{3,10}?)"
    "(?:的|年度|全年|年初|预期|主要|总|下达|既定)*(?:计划|目标|任务|预算)"
)
"""A task of its own that a share of was done: 完成灾后重建主要目标任务的72%."""
_MULTIPLE_OF = re.compile(
    r"(?:是|为|相当于|达到?|较|比)?(?:去年|上年|前[一三四五]?年|[三四五]年前|(?:19|20)\d{2}年[底末]?|前五年|上[一个]*(?:五年|届政府)"
    r"|[“\"]?[一二三四五六七八九十]+五[”\"]?)?(?:规划|计划)?(?:时期|期间)?(?:同期|水平|全年|期?末|总和)?的?(?:约|近)?$"
)
"""What a multiple is of: 是“十一五”末的2.6倍."""


class Cue(NamedTuple):
    """A figure's measure, its sign, and the words before it that are left to name the subject.

    ``stated`` tells whether a cue stood in the text; without one the measure is what the unit suggests.
    """

    measure: str
    sign: int
    rest: str
    stated: bool
    rule: str


@cache
def _cues() -> dict[str, Any]:
    table = read_toml("cues.toml")
    grow, shrink = trie_pattern(table["up"]), trie_pattern(table["down"])
    between = trie_pattern(table["between"])
    base = "|".join(table["base_yoy"]), "|".join(table["base_other"]).replace("{part}", table["base_part"])
    return {
        "growth": re.compile(rf"(?P<verb>(?<!新)(?:(?P<down>{shrink})|(?P<up>{grow})))(?P<between>(?:{between}|\s)*)$"),
        "to_level": re.compile(rf"(?:{'|'.join(table['to_level'])})"),
        "base_yoy": re.compile(rf"(?:{base[0]})[^，,。；;0-9]{{0,8}}$"),
        "base_other": re.compile(rf"(?:{base[1]})[^，,。；;]{{0,8}}$"),
        "earlier": re.compile(rf"(?:(?:去年|上年)(?:同期|同月|末|全年)?|{table['base_part']})$"),
        "average": re.compile(rf"(?:{'|'.join(table['average'])})[^，,。；;0-9]{{0,6}}$"),
        "above": re.compile(rf"(?:{'|'.join(table['above'])})(?P<other>[^，,。；;]{{0,24}})$"),
        "below": re.compile(rf"(?:{'|'.join(table['below'])})(?P<other>[^，,。；;]{{0,24}})$"),
        "others": re.compile("|".join(table["others"])),
        "share": re.compile(r"(?P<of>占[^，,。；;占]{0,36}$)|(?:占比|比重|份额|贡献率|比例)(?:[^，,。；;0-9]{0,8})$"),
        "rank": re.compile(rf"(?:{'|'.join(table['rank'])})[^，,。；;]{{0,16}}?第?$"),
        "effect": frozenset(table["effect"]),
        "defined": re.compile(rf"[，,、]?按?(?:{table['basis']})(?:计算)?$"),
        "effect_object": re.compile(
            r"(?:(?P<down>降低|减少|压缩|缩短|压减)|提升|提高|增加)(?P<object>[^，,。；;、0-9率达为占]{2,12})$"
        ),
        "completion": re.compile(
            r"(?:完成|实现|达到|为)[^，,。；;]{0,12}(?:计划|目标|任务|预算|进度)(?:数|额|投资|值)?的?$"
        ),
    }


def read_measure(left: str, figure: Figure, right: str) -> Cue:
    """The measure of a figure from the words of its clause before and behind it."""
    tail = left[-_TAIL:]
    if _is_rank(tail, figure, right):
        return _rank(left)
    if figure.unit == "pp":
        return _points(left, tail)
    growth = _growth(left, tail, figure)
    if growth:
        return growth
    if figure.unit == "%" and (average := _AVERAGE_PACE.search(tail)) and _PACE.match(right):
        return Cue("avg_growth", 1, left[: len(left) - len(tail) + average.start()], True, "average_pace")
    if figure.unit == "%":
        return _percent(left, tail)
    if figure.unit == "times":
        return Cue("multiple", 1, _MULTIPLE_OF.sub("", left), True, "multiple")
    if above := pattern("amount_above").search(tail):
        sign = -1 if above["below"] or above["less"] else 1
        return Cue("diff", sign, left[: len(left) - len(tail) + above.start()], True, "amount_above")
    return Cue("level", 1, left, False, "level")


def _is_rank(tail: str, figure: Figure, right: str) -> bool:
    places = figure.unit == "个" and right.startswith(("位次", "名次"))
    if figure.unit not in ("", "位", "名") and not places:
        return False
    if tail.endswith("第") and (_cues()["rank"].search(tail) or _AMONG.search(tail)):
        return True
    return (places or figure.unit in ("位", "名")) and bool(
        re.search(r"(?:前进|上升|提升|后退|下降|前移|跃升|提高)(?:了)?$", tail)
    )


def _rank(left: str) -> Cue:
    moved = re.search(r"(前进|上升|提升|前移|跃升|提高|后退|下降)(?:了)?$", left)
    if moved:
        sign = -1 if moved[1] in ("后退", "下降") else 1
        return Cue("yoy_abs", sign, _without_speed(_before_base(left[: moved.start()])), True, "rank_change")
    match = _cues()["rank"].search(left[-_TAIL:]) or _AMONG.search(left[-_TAIL:])
    cut = len(left) - len(left[-_TAIL:]) + match.start() if match else len(left)
    among = re.search(r"在([^，,。；;]{0,24})[中里内][，,]?$|在(?:全[国省市区县]|[^，,。；;]{0,8})$", left[:cut])
    rest = left[: among.start()] if among else left[:cut]
    if among and among[1] and not rest.strip("，, 　"):
        rest = among[1]
    return Cue("rank", 1, _without_speed(rest), True, "rank")


def _without_speed(text: str) -> str:
    """增速 or 全国排名 before a rank or a difference only says what is ranked or compared."""
    return re.sub(
        r"(?:增速|增幅|增长率|涨幅|降幅|跌幅|幅度|(?<!经济)总量|位)?(?:(?:在|居)?全[国省市区]的?(?:综合)?(?:排名|位次))?"
        r"(?:连续[0-9一二三四五六七八九十]+年)?(?:均|也|仍|继续|稳|有望|预计|分别)*$",
        "",
        text.rstrip(),
    )


def _of_decline(head: str) -> int:
    """-1 where a decline is what changes: 降幅收窄 is growth that rose, 降幅扩大 growth that fell."""
    return -1 if re.search("[降跌减]幅", re.split("[，,；;。]", head)[-1]) else 1


def strip_comparison(text: str) -> str:
    """The words of a clause that name what changed, without its growth rate and what that is compared with.

    >>> strip_comparison("工业投资增速比1-4月")
    '工业投资'
    """
    return re.sub("(?:[一二两三四五]年平均|年均)$", "", _without_speed(_before_base(text)))


def _points(left: str, tail: str) -> Cue:
    cues = _cues()
    growth = cues["growth"].search(tail)
    if growth:
        compared = cues["above"].search(tail[: growth.start()]) or cues["below"].search(tail[: growth.start()])
        if not compared:
            head = left[: len(left) - len(tail) + growth.start()]
            if pull := re.search("(?:拉动|带动|影响|拉低|推动)[^，,。；;]{0,16}$", head):
                return Cue("yoy_abs", -1 if growth["down"] else 1, head[: pull.start()], True, "pull")
            sign = -_of_decline(head) if growth["down"] else _of_decline(head)
            measure = "growth" if _YEARS_AGO.search(tail[: growth.start()]) else "yoy_abs"
            return Cue(measure, sign, strip_comparison(head), True, "points_change")
    for key, sign in (("below", -1), ("above", 1)):
        match = cues[key].search(tail)
        if match and (cues["others"].search(match["other"]) or len(match["other"]) < 12):
            head = left[: len(left) - len(tail) + match.start()]
            beside = not match["other"].strip("了约近出") and cues["base_other"].search(head[-_TAIL:])
            if beside or cues["earlier"].match(match["other"]):
                return Cue("yoy_abs", sign, strip_comparison(head), True, "points_change")
            rest = re.sub(r"(?:比|较)[^，,。；;]{0,24}$", "", head)
            return Cue("diff", sign, _without_speed(rest), True, f"points_{key}")
    return Cue("yoy_abs", 1, left, False, "points")


def _growth(left: str, tail: str, figure: Figure) -> Cue | None:
    cues = _cues()
    match = cues["growth"].search(tail)
    if match is None:
        return None
    if match["verb"] in cues["effect"] and match["between"].startswith("率"):
        return None
    noun = match["verb"][-1] in "速幅率度" or match["between"][:1] in ("率", "幅", "速")
    head = left[: len(left) - len(tail) + match.start()]
    led = cues["to_level"].search(match["between"]) or re.fullmatch(
        "上升为|下降为|提高为|降低为", match["verb"] + match["between"]
    )
    if led and not noun:
        return _share_or_level(head) if figure.unit == "%" else Cue("level", 1, head, False, "raised_to")
    if figure.unit not in ("%", "times") and not re.search(r"[增减少降]|上升|提高|下滑|扩大|上涨|回落", match["verb"]):
        return None
    sign = -1 if match["down"] else 1
    rest = _before_base(head)
    if figure.unit not in ("%", "times"):
        other = cues["base_other"].search(head[-_TAIL:]) and not cues["base_yoy"].search(head[-_TAIL:])
        return Cue("growth" if other else "yoy_abs", sign, rest, True, "amount_change")
    measure = _growth_measure(head, match, figure)
    effect = measure == "growth" and match["verb"] in cues["effect"] and rest == head
    return Cue(measure, sign, rest, True, "effect_verb" if effect else "growth_verb")


def _growth_measure(head: str, match: re.Match[str], figure: Figure) -> str:
    cues = _cues()
    around = head[-_TAIL:] + match["verb"]
    if cues["average"].search(around) or re.search(r"年均|平均增长", around[-10:]):
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
    cues = _cues()
    match = cues["completion"].search(tail)
    if match is None or "占" in match[0]:
        match = cues["share"].search(tail) or match
    if match is None:
        effect = cues["effect_object"].search(tail)
        if effect:
            return Cue("growth", -1 if effect["down"] else 1, effect["object"], True, "effect_on_object")
        return Cue("share", 1, left, False, "percent")
    word = match[0]
    start = len(left) - len(tail) + match.start()
    if word.startswith(("占比", "比重", "份额", "比例")):
        of = max(tail[: match.start()].rfind("占"), tail[: match.start()].rfind("相当于"))
        start = (
            len(left) - len(tail) + of if of >= 0 and not re.search("[，,。；;]", tail[of : match.start()]) else start
        )
    elif (task := _TASK.match(word)) and not left[:start].strip("，,、；; "):
        return Cue("share", 1, task["what"], True, "share")
    elif word.startswith("贡献率"):
        return Cue("share", 1, left[: start + 3], True, "contribution")
    return Cue("share", 1, left[:start], True, "share")
