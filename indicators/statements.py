"""One sentence read from left to right: every figure gets its subject, measure, area, period and kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property

from indicators.areas import NOWHERE, Area, ancestors, find_areas, find_pointing, find_zone_words, heads, link_pointing
from indicators.context import Setting
from indicators.lexicon import Indicator, catalogue, read_toml
from indicators.measures import Cue, read_measure
from indicators.model import Figure, Period
from indicators.periods import PeriodMention, find_periods, months_period
from indicators.terms import Subject, find_names, link_grown, link_phrase, noun_phrase_after, read_subject, strip_leading, strip_trailing

_CLAUSE_END = re.compile(r"[，；;。！？!?：:\n（(]|,(?!\d{3}(?!\d))")
_PART_END = re.compile(r"[；;。！？!?\n]")
_JOINT = re.compile(r"(?:以上|以内|以下|左右|上下|、|，|,|和|及|与|以及|或|至|—|-|\s|:|：|确保|力争|争取|达到|约|近|超过|不低于)*$")
_EACH = re.compile(r"(?:分别|依次|各自|各|均)(?:为|达|达到|完成|实现|新增|增长|下降)?")
_STATE = re.compile(
    r"(?:其中|已|新|正|在|全部|全面|顺利|实现|完成|了|共|有|的|达|项目|，|,|、)*"
    r"(?:开工|竣工|投产|建成|完工|签约|落地|投运|在建|续建|达产|入库|启动|投用|开工建设|竣工投产|建成投产|完工投产|建成投用|投产达产|落地开工)+(?:的|有|达|了|建设|项目)*"
)
"""Words for how far projects have come: a count behind them is of those projects."""
_ACTS = re.compile("获批|入选|成为|实现|完成|推进|获得|得到|列入|纳入|开展|实施|建成|建设成")
_MONEY = frozenset({"CNY", "USD", "HKD", "EUR", "JPY"})
_PEOPLE = frozenset({"人", "名", "位", "个", "人次", "户", "户次"})
_WEIGHT = frozenset({"t", "斤", "kg", "吨"})


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    table = read_toml("cues.toml")
    return {key: re.compile(table[key]) for key in ("estimate", "target", "target_after", "target_named", "stretch", "done", "basis")}


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure with all that its sentence says of it."""

    figure: Figure
    subject: Subject
    measure: str
    sign: int
    area: Area
    period: Period | None
    kind: str
    basis: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A figure that states nothing by itself, with the reason."""

    figure: Figure
    fate: str
    reason: str


class Sentence:
    """A sentence of an article with the figures that stand in it (spans relative to the sentence)."""

    def __init__(
        self, text: str, figures: list[Figure], setting: Setting, carried: PeriodMention | None, zone: Area, home: Area
    ) -> None:
        self.text = text
        self.figures = figures
        self.setting = setting
        self.carried = carried
        self.zone = zone
        self.home = home
        self.rejected: set[int] = set()
        self.said: list[Statement] = []
        self._shared: dict[int, Subject] = {}
        self._when: dict[int, PeriodMention] = {}
        self._where: dict[int, Area] = {}

    @cached_property
    def _clause_ends(self) -> list[int]:
        inside = [(f.start, f.end) for f in self.figures]
        ends = (m.end() for m in _CLAUSE_END.finditer(self.text))
        return [end for end in ends if not any(low < end <= high for low, high in inside)]

    @cached_property
    def periods(self) -> list[PeriodMention]:
        """The times that the sentence names, without those it only compares with."""
        return [m for m in find_periods(self.text, self.setting.clock) if not m.is_base]

    @cached_property
    def _areas(self) -> list[tuple[int, Area]]:
        """Where a clause turns to another place: a place named at its head."""
        found = [(m.start, m.end, m.area) for m in find_areas(self.text, self.setting.area)]
        for match in find_pointing(self.text):
            area = link_pointing(match.group(), self.setting.area)
            if area:
                found.append((match.start(), match.end(), area))
        if self.zone.code:
            found += [(m.start(), m.end(), self.zone) for m in find_zone_words(self.text)]
        heads_of = ((start, end, area) for start, end, area in found if self._heads_clause(start, end))
        return sorted((start, area) for start, end, area in heads_of if self._is_about(end, area))

    def _is_about(self, end: int, area: Area) -> bool:
        """A higher place is the subject only before an indicator or a comma; else it is part of a name (全国重点实验室)."""
        if area not in ancestors(self.setting.area):
            return True
        names = find_names(self.text[end : end + 16])
        return self.text[end : end + 1] in "，," or bool(names and names[0].start() <= 5)

    @property
    def last_area(self) -> Area:
        """The place that the sentence ends on, or nowhere."""
        return self._areas[-1][1] if self._areas else NOWHERE

    def _heads_clause(self, start: int, end: int) -> bool:
        before = self.text[self._clause_start(start) : start]
        for mention in self.periods:
            if self._clause_start(start) <= mention.start and mention.end <= start:
                before = before.replace(self.text[mention.start : mention.end], "")
        if re.match(r"首|第|最|唯|平均|各|同|前|率先|先进|百|领先|党|人大|政府|委|上下|均值|水平", self.text[end : end + 2]):
            return False
        return heads(before)

    def _clause_start(self, at: int) -> int:
        """An opening bracket begins a clause only for what stands inside the brackets."""
        for end in reversed(self._clause_ends):
            if end > at:
                continue
            if self.text[end - 1] in "（(" and re.search("[）)]", self.text[end:at]):
                continue
            return end
        return 0

    def _clause_end(self, at: int) -> int:
        return min((end - 1 for end in self._clause_ends if end > at), default=len(self.text))

    def _part_start(self, at: int) -> int:
        ends = [m.end() for m in _PART_END.finditer(self.text, 0, at)]
        return ends[-1] if ends else 0

    def read(self) -> list[list[Statement] | Rejected]:
        """Each figure's statements (two where it holds for two names), or why it has none, in order."""
        results: list[list[Statement] | Rejected] = []
        for index, figure in enumerate(self.figures):
            result = self._read_figure(index, figure)
            if isinstance(result, Rejected):
                results.append(result)
                if result.fate == "not_figure":
                    self.rejected.add(index)
                continue
            self.said.append(result)
            results.append([result, *self._also(index, result)])
        return results

    def _also(self, index: int, said: Statement) -> list[Statement]:
        """The other names that share one figure: 进出口总额和出口额均升至第9位, 存贷款余额均突破6万亿元."""
        left = self._left(index)
        each = re.search("均|都", left)
        places = self._listed_places(index, said)
        if places:
            return [replace(said, area=area) for area in places]
        if each is None or said.subject.code == "other":
            return []
        head = strip_trailing(left[: each.start()])
        if head.endswith("存贷款余额"):
            return [replace(said, subject=Subject("deposits", "存款余额", "shared_figure"))]
        pieces = [p for p in re.split("、|和|及|与|以及", head) if p]
        named = [self._piece(piece, pieces[-1]) for piece in pieces[:-1]]
        return [replace(said, subject=replace(s, rule="shared_figure")) for s in named if s.code not in ("other", said.subject.code)]

    def _listed_places(self, index: int, said: Statement) -> list[Area]:
        """The places before the last one of a list that shares a figure: 襄阳、宜昌经济总量突破6000亿元."""
        if said.subject.code == "other" or index in self._where:
            return []
        clause = self.text[self._clause_start(self.figures[index].start) : self.figures[index].start]
        mentions = find_areas(clause, self.setting.area)
        run = mentions[:1]
        for mention in mentions[1:]:
            if clause[run[-1].end : mention.start] not in ("、", "和", "与", "及"):
                break
            run.append(mention)
        return [m.area for m in run if m.area != said.area] if len(run) > 1 and not clause[: run[0].start].strip() else []

    def _left(self, index: int) -> str:
        figure = self.figures[index]
        start = self._clause_start(figure.start)
        before = next((i for i in range(index - 1, -1, -1) if i not in self.rejected), None)
        if before is not None and self.figures[before].end > start:
            start = self.figures[before].end
        return self.text[start : figure.start]

    def _right(self, index: int) -> str:
        figure = self.figures[index]
        end = self._clause_end(figure.end)
        if index + 1 < len(self.figures):
            end = min(end, self.figures[index + 1].start)
        return self.text[figure.end : end]

    def _read_figure(self, index: int, figure: Figure) -> Statement | Rejected:
        left, right = self._left(index), self._right(index)
        rejected = self._reject(index, figure, left, right)
        if rejected:
            return Rejected(figure, *rejected)
        if self._is_structure(index):
            return self._state(index, figure, Cue("share", 1, "", True, "structure"), self._structure_subject(index))
        cue = self._rate(left, figure) or read_measure(left, figure, right)
        self._share_out(index, left, cue)
        subject = self._shared.get(index) or self._subject(index, cue, right)
        if subject is None:
            return Rejected(figure, "unresolved", "no subject")
        return self._state(index, figure, cue, subject)

    def _rate(self, left: str, figure: Figure) -> Cue | None:
        """A rate whose name holds words of growth or share: 人口自然增长率, 研发投入占GDP比重."""
        if figure.unit != "%" or not re.search("率|占|比", left):
            return None
        named = read_subject(left)
        rate = catalogue().get(named.code) if named else None
        if rate is None or rate.nature != "rate" or rate.code == "cpi" or re.search("(?:提高|上升|增长|下降|降低)(?:了)?$", left):
            return None
        return Cue("level", 1, left, True, "named_rate")

    def _reject(self, index: int, figure: Figure, left: str, right: str) -> tuple[str, str] | None:
        """Thresholds (亿元以上项目), sets that a rank refers to (100个县中排第9), numbers without a unit."""
        after = self.text[figure.end : self._clause_end(figure.end)]
        follows = re.match(r"(?:及?以[上下内])?(?:的)?([\u4e00-\u9fff])", after)
        money = figure.unit in _MONEY or figure.unit in ("亩", "t", "m2", "kW")
        if money and re.match(r"(?:及)?以[上下](?:的)?[\u4e00-\u9fff“]", after) and not re.match(r"以[上下]的?(?:增长|目标|水平|台阶|大关)", after):
            return "not_figure", "threshold"
        if money and follows and re.match(r"(?:级)?(?:的)?(?:产业|重大|重点|工业)?项目$", right) and self._next_in_clause(index):
            return "not_figure", "threshold"
        if re.search(r"(?:在|全省|全国|全市|所有|参评的)$", left) and re.match(r"[^，,。；;]{0,14}(?:中|里)(?:排|列|位|居|名)", self.text[figure.end :]):
            return "not_figure", "comparison set"
        if re.match(r"[^，,。；;、]{0,10}之一(?![\u4e00-\u9fff]*\d)", after):
            return "not_figure", "comparison set"
        if re.search(r"最高(?:给予|可|补贴|奖励|不超过)?[^，,。；;0-9]{0,8}$", left) or re.match(r"的?(?:奖励|补贴比例|标准)$", after[:4]):
            return "not_figure", "rule of a policy"
        if figure.unit == "个" and re.match(r"[百千万]?[亿万千]?(?:元)?(?:级)?台阶", right):
            return "not_figure", "step"
        if not figure.unit and not self._bare_is_figure(index, figure, left, right):
            return "unresolved", "no unit"
        return None

    def _bare_is_figure(self, index: int, figure: Figure, left: str, right: str) -> bool:
        if left.endswith("第"):
            return True
        if re.search("[万亿]", figure.surface) or self._is_structure(index):
            return True
        return bool(re.search(r"(?:指数|系数|得分|评分|密度)[^，,。；;]{0,10}$", left))

    def _next_in_clause(self, index: int) -> bool:
        if index + 1 >= len(self.figures):
            return False
        return self.figures[index + 1].start < self._clause_end(self.figures[index].end)

    # -- structures: 0.1:63.8:36.1 ------------------------------------------------------------------------------

    def _is_structure(self, index: int) -> bool:
        return len(self._run_of_ratios(index)) >= 3

    def _run_of_ratios(self, index: int) -> list[int]:
        def joined(i: int) -> bool:
            return self.text[self.figures[i].end : self.figures[i + 1].start].strip() in (":", "：", "∶", "︰", "比")

        low = high = index
        while low and joined(low - 1):
            low -= 1
        while high + 1 < len(self.figures) and joined(high):
            high += 1
        return list(range(low, high + 1)) if high > low else []

    def _structure_subject(self, index: int) -> Subject:
        run = self._run_of_ratios(index)
        before = self.text[max(0, self.figures[run[0]].start - 30) : self.figures[run[0]].start]
        parts = ("第一产业", "第二产业", "第三产业")
        if re.search("产", before):
            return Subject("industry_structure", parts[min(run.index(index), 2)], "structure")
        return Subject("other", strip_leading(strip_trailing(before)), "structure")

    # -- 分别: several figures for several names -----------------------------------------------------------------

    def _share_out(self, index: int, left: str, cue: Cue) -> None:
        """Give the names (or times, or places) before 分别 to the figures behind it, one each."""
        if index in self._shared:
            return
        run = self._run(index)
        if not re.search("分别|依次", left):
            names = self._names_for(left, len(run)) if len(run) > 1 else []
            if len(names) == len(find_names(left)) == len(run):
                self._shared |= dict(zip(run, names, strict=True))
            return
        head = self.text[self._part_start(self.figures[index].start) : self.figures[index].start]
        head = head[: max(head.rfind("分别"), head.rfind("依次"))]
        clause = re.split(r"[，,：:]", head)
        own = clause[-1]
        names = self._names_for(own, len(run)) or (
            self._names_for(clause[-2], len(run))
            if len(clause) > 1 and not strip_leading(strip_trailing(own)) and not re.search(r"\d", clause[-2])
            else []
        )
        times = [m for m in self.periods if self._clause_start(self.figures[index].start) <= m.start < self.figures[index].start]
        places = self._places_for(own, len(run))
        if len(times) == len(run) > 1:
            self._when |= dict(zip(run, times, strict=True))
        elif places:
            self._where |= dict(zip(run, places, strict=True))
        elif names:
            self._shared |= dict(zip(run, names, strict=True))
        elif len(self.said) >= len(run) and not strip_trailing(strip_leading(cue.rest)):
            self._shared |= dict(zip(run, (s.subject for s in self._levels()[-len(run) :]), strict=False))

    def _levels(self) -> list[Statement]:
        levels = [s for s in self.said if s.measure == "level"]
        return levels or self.said

    def _run(self, index: int) -> list[int]:
        run = [index]
        while run[-1] + 1 < len(self.figures):
            between = self.text[self.figures[run[-1]].end : self.figures[run[-1] + 1].start]
            if not _JOINT.match(between) or len(between) > 8:
                break
            run.append(run[-1] + 1)
        return run

    def _names_for(self, text: str, count: int) -> list[Subject]:
        if count < 2:
            return []
        pieces = [p for p in re.split(r"、|和|及|与|以及", strip_trailing(text)) if p]
        if len(pieces) == count:
            return [replace(self._piece(p, pieces[-1]), rule="each_of_names") for p in pieces]
        pair = re.search(r"(城乡|城镇和农村|城镇、农村|城市和农村)(?:常住)?(?:居民)?(?:人均可支配)?收入$", strip_trailing(text))
        if pair and count == 2:
            return [Subject("income_urban", "城镇居民人均可支配收入", "each_of_names"), Subject("income_rural", "农村居民人均可支配收入", "each_of_names")]
        return []

    def _piece(self, piece: str, last: str) -> Subject:
        """One name of a list; a bare one takes the last one's tail: 第一、二、三产业增加值, 省级和市级企业."""
        names = find_names(last)
        if names and names[0].start() == 0 and names[0].end() < len(last) and piece != last:
            return read_subject(piece + last[names[0].end() :]) or Subject("other", piece, "noun_phrase")
        whole = read_subject(piece)
        if whole and whole.code != "other":
            return whole
        for cut in range(1, len(last)):
            joined = read_subject(piece + last[cut:])
            if joined and joined.code != "other":
                return joined
        return whole or Subject("other", strip_leading(piece) or piece, "noun_phrase")

    def _places_for(self, text: str, count: int) -> list[Area]:
        places = [m.area for m in find_areas(text, self.setting.area)]
        return places if len(places) == count > 1 else []

    # -- subject --------------------------------------------------------------------------------------------------

    def _subject(self, index: int, cue: Cue, right: str) -> Subject | None:
        figure = self.figures[index]
        rest = self._without_places(self._without_times(cue.rest))
        staged = self._staged(figure, rest)
        if staged:
            return staged
        grown = link_grown(rest) if cue.measure in ("yoy", "avg_growth", "growth") else None
        named = self._earmarked(figure) or grown or read_subject(rest)
        after = self._after(figure, right)
        if named and named.code != "other" and self._fits(named, figure, cue):
            return self._grouped(named, figure)
        if after and (named is None or self._verb_before(rest) or after.code == "projects"):
            return after
        if named and strip_leading(named.label):
            return self._grouped(named, figure)
        if self.said and self._continues(index, cue):
            return replace(self.said[-1].subject, rule="carried_subject")
        topic = self._topic(figure)
        if topic:
            return topic
        if self.said:
            return replace(self.said[-1].subject, rule="carried_subject")
        return after or self._earlier_clause(figure)

    def _staged(self, figure: Figure, rest: str) -> Subject | None:
        """引进项目24个、建成投产17个: the second count is of the same projects."""
        if figure.unit not in ("个", "项") or not any(s.subject.code == "projects" for s in self.said):
            return None
        words = rest.strip("，,、；;：: ")
        return Subject("projects", words.removeprefix("其中").rstrip("的有达") + "项目", "part_of_projects") if _STATE.fullmatch(words) else None

    def _earmarked(self, figure: Figure) -> Subject | None:
        """Money named by what it is for: 8亿元资金，专项用于民生."""
        if figure.unit in _MONEY and re.match(r"(?:左右|以上)?的?资金[，,]?(?:专项|全部|主要|重点)?用于(?:保障和改善)?民生", self.text[figure.end :]):
            return Subject("livelihood_expenditure", "用于民生的资金", "earmarked")
        return None

    def _earlier_clause(self, figure: Figure) -> Subject | None:
        """What the clauses before name, nearest first: 连续入选“百强区”,列第79位."""
        for clause in reversed(_CLAUSE_END.split(self.text[: self._clause_start(figure.start)])):
            named = read_subject(self._without_times(clause))
            if named and len(named.label) > 1:
                return replace(named, rule="earlier_clause")
        return None

    def _without_places(self, rest: str) -> str:
        """The words behind the places that head a clause: 孝感、黄冈继荆州后跨越."""
        end = 0
        for mention in find_areas(rest, self.setting.area):
            if rest[end : mention.start].strip("、和与及的，, ") and not re.fullmatch("[，,、]?继|后", rest[end : mention.start]):
                break
            end = mention.end
        return re.sub("^(?:继|之后|后)", "", rest[end:]) if end else rest

    def _without_times(self, rest: str) -> str:
        for mention in reversed(find_periods(rest, self.setting.clock)):
            if not mention.is_base:
                rest = rest[: mention.start] + rest[mention.end :]
        return rest

    def _verb_before(self, rest: str) -> bool:
        """Whether the words before end with a verb, so that what is counted stands behind the figure."""
        from indicators.terms import _last_word, _words

        return _last_word(strip_trailing(rest)) in _words().stops

    def _after(self, figure: Figure, right: str) -> Subject | None:
        """What a counted figure's own words behind it name: 26家企业, 35个项目."""
        if figure.unit in _MONEY or figure.unit in ("%", "pp", "times"):
            return None
        accepted = re.match(r"(?:企业|单位|机构|产品|园区)?(?:被|获|获得|成功)*(?:认定为|评为|评定为|纳入|列为|入库|入选|获批|获评|成为|认定)(?:了)?([^，,。；;、]+)", right)
        if accepted and (phrase := noun_phrase_after(accepted[1]) or accepted[1]):
            return link_phrase(phrase, "accepted_as")
        right = re.sub(r"^(?:(?:19|20)\d{2}[年届级]|\d+周?岁(?:以[上下])?)", "", right)
        shared = re.match(r"[^，,。；;、0-9]{1,12}[、和]\d+个[^，,。；;、0-9]{0,16}项目", self.text[figure.end :])
        if shared and figure.unit == "个":
            return Subject("projects", noun_phrase_after(right) + "项目", "part_of_projects")
        project = re.match(r"([^，,。；;、0-9的]{0,22}?项目)(?![部组资投经法管总])", right)
        if project and figure.unit in ("个", "项", "") and not _ACTS.search(project[1]):
            return link_phrase(project[1], "counted_after")
        phrase = noun_phrase_after(right) or noun_phrase_after(re.sub("^(?:涉及|来自|位|参与|参加|进入|获得|获)", "", right))
        return link_phrase(phrase, "counted_after") if phrase else None

    def _grouped(self, subject: Subject, figure: Figure) -> Subject:
        """总投资 is the projects' only beside a count of projects, else one project's own."""
        last = self.said[-1] if self.said else None
        if subject.code == "other" and figure.unit == "项" and last and last.subject.code == "projects" and last.figure.unit == "项":
            return Subject("projects", subject.label + "项目", "part_of_projects")
        if subject.code == "other" and subject.label.endswith(("类", "型")) and any(s.subject.code == "projects" for s in self.said):
            return Subject("projects", subject.label + "项目", "part_of_projects")
        if re.fullmatch("总金额|协议金额|合同金额|协议投资额|合同总额|协议总金额|计划投资", subject.label) and any(s.subject.code == "projects" for s in self.said):
            return replace(subject, code="project_investment")
        if subject.code != "project_investment" or not re.fullmatch("(?:总|计划总|协议)?投资(?:总)?额?|总投资额|投资总额|投资总规模|总投资", subject.label):
            return subject
        near = self.text[figure.end : figure.end + 16]
        if re.match(r"(?:以上|左右)?的(?:\d|一批|[一二三四五六七八九十]+[个大项])", near) or any(s.subject.code == "projects" for s in self.said):
            return subject
        if re.match(r"(?:以上|左右)?的", near):
            return replace(subject, code="other")
        if any(s.subject.code == "projects" for s in self.said):
            return subject
        plural = re.search("(?:一批|批|[0-9一二三四五六七八九十]+[个项大])[^，,。；;]{0,16}项目|签约|项目(?:总|合同|协议)", self.text[: figure.start])
        return subject if plural else replace(subject, code="other")

    def _fits(self, subject: Subject, figure: Figure, cue: Cue) -> bool:
        return cue.measure != "level" or unit_fits(catalogue()[subject.code], figure.unit)

    def _continues(self, index: int, cue: Cue) -> bool:
        """No new catalogue name between the last figure and the words of this one's measure."""
        last = self.said[-1].figure.end
        left = self._left(index)
        named_to = self.figures[index].start - (len(left) - len(cue.rest) if left.startswith(cue.rest) else 0)
        return not find_names(self.text[last:named_to])

    def _topic(self, figure: Figure) -> Subject | None:
        names = [m for m in find_names(self.text[: figure.start])]
        if not names:
            return None
        subject = read_subject(self.text[: names[-1].end()])
        return replace(subject, rule="topic") if subject else None

    # -- the rest of the statement ----------------------------------------------------------------------------------

    def _state(self, index: int, figure: Figure, cue: Cue, subject: Subject) -> Statement:
        indicator = catalogue().get(subject.code)
        measure, sign = self._measure(index, figure, cue, subject, indicator)
        if measure == "level" and indicator and not unit_fits(indicator, figure.unit):
            subject, indicator = replace(subject, code="other"), None
        period, period_rule = self._period(index, figure, indicator)
        kind = self._kind(index, figure, period)
        rules = (subject.rule, cue.rule, period_rule)
        area = self._where.get(index) or self._single_thing(figure, subject) or self._area(figure, subject)
        return Statement(figure, subject, measure, sign, area, period, kind, self._basis(figure), rules)

    def _measure(self, index: int, figure: Figure, cue: Cue, subject: Subject, indicator: Indicator | None) -> tuple[str, int]:
        if cue.stated or cue.rule == "structure":
            return self._stated_measure(cue, subject, indicator)
        last = self.said[-1] if self.said else None
        if figure.unit == "%":
            if last and last.figure.unit == "%" and _JOINT.fullmatch(self._between(index)):
                return last.measure, last.sign
            if indicator:
                if re.search(r"连续[^，,。；;]{1,4}年[^，,。；;]{0,8}$", self._left(index)) and re.match(r"以[上下]?的?增长|的增长", self.text[figure.end :]):
                    return "yoy", 1
                if indicator.unit not in _MONEY | {"%"}:
                    return "share", 1
                return ("level" if indicator.nature == "rate" and indicator.code != "cpi" else "yoy"), 1
            return ("level" if re.search("就业率|失业率|强度|利率|压缩率", subject.label) else "share"), 1
        if figure.unit == "pp" and last and _JOINT.fullmatch(self._between(index)):
            return last.measure, last.sign
        added = rf"(?:新增|净增)(?:{re.escape(subject.label)})?(?:数量|总数|数|达|约|近|超过|超|有|为)*$"
        if indicator and indicator.nature == "stock" and re.search(added, self._left(index)):
            return "yoy_abs", 1
        return cue.measure, cue.sign

    def _stated_measure(self, cue: Cue, subject: Subject, indicator: Indicator | None) -> tuple[str, int]:
        if cue.measure == "share" and indicator and indicator.nature == "rate" and indicator.code != "industry_structure":
            return "level", cue.sign
        return cue.measure, cue.sign

    def _between(self, index: int) -> str:
        return self.text[self.figures[index - 1].end : self.figures[index].start] if index else "x"

    def _lasting(self, named: list[tuple[int, Area]], figure: Figure) -> tuple[int, Area]:
        """A lower place outlasts its clause only if an indicator was stated of it there, or nothing at all (今年，西湖区，…)."""
        at, area = named[-1]
        start, end = self._clause_start(at), self._clause_end(at)
        if figure.start < end or self.home == area or area in ancestors(self.home):
            return at, area
        inside = [f for f in self.figures if start <= f.start < end]
        stated = any(s.area == area and s.subject.code not in ("other", "projects") for s in self.said)
        if stated or (not inside and end - at <= len(area.name) + 2):
            return at, area
        return at, self.home

    def _single_thing(self, figure: Figure, subject: Subject) -> Area | None:
        """总投资50亿元的某项目: the figure describes that one thing, which has no code."""
        if subject.code != "other" or not re.search("^(?:总|计划|概算)*投资|^注册资|^占地|建筑面积$|^总?规模$", subject.label):
            return None
        match = re.match(r"(?:以上|左右)?的(?![\d一二三四五六七八九十两]+[个项家]|一批)", self.text[figure.end :])
        name = noun_phrase_after(self.text[figure.end + match.end() :]) if match else ""
        return Area("", name, name, "thing", "") if len(name) > 2 else None

    def _area(self, figure: Figure, subject: Subject) -> Area:
        """The place that heads the clause or one before it; a higher place's programme or park is no statement about that place."""
        named = [(at, area) for at, area in self._areas if at < figure.start]
        if not named:
            return self.home
        at, area = self._lasting(named, figure)
        pointing = self.text[at : at + 1] in "全我本"
        if not pointing and subject.code in ("other", "projects") and area in ancestors(self.setting.area):
            return self.home
        return area

    def _mention(self, index: int, figure: Figure) -> PeriodMention | None:
        if index in self._when:
            return self._when[index]
        start = self._clause_start(figure.start)
        before = [m for m in self.periods if m.end <= figure.start and (m.rule != "consecutive_years" or m.start >= start)]
        return before[-1] if before else self.carried

    def _period(self, index: int, figure: Figure, indicator: Indicator | None) -> tuple[Period | None, str]:
        mention = self._mention(index, figure)
        if mention is None or (mention.period is None and mention.point is None):
            if self.setting.default or not self.setting.clock.month:
                return self.setting.default, "section_period"
            return self._as_of_date(), "as_of_date"
        as_of = indicator is not None and indicator.nature in ("stock", "rate") and mention.rule not in ("months", "consecutive_years")
        return (mention.point if as_of else mention.period), f"period_{mention.rule}"

    def _as_of_date(self) -> Period | None:
        clock = self.setting.clock
        return months_period(clock.now, clock.month, clock.month) if clock.month else None

    def _kind(self, index: int, figure: Figure, period: Period | None) -> str:
        cues = _cues()
        part = self.text[self._part_start(figure.start) : figure.start]
        left = self._left(index)
        if cues["target_after"].match(self.text[figure.end :]) or cues["target_named"].search(left):
            return "target"
        if self.setting.mode == "plan":
            past = period is not None and self.setting.default is not None and period.end < self.setting.default.start
            if past or (cues["done"].search(part) and not cues["target"].search(left)):
                return "actual"
            return "stretch" if self._stretches(index, left) else "target"
        if period and self.setting.clock.review and period.start.year > self.setting.clock.review and self.setting.mode == "review":
            return "target"
        if self.setting.mode == "review":
            return "estimate" if cues["estimate"].search(part) else "actual"
        if cues["estimate"].search(part):
            return "estimate"
        if cues["target"].search(part):
            return "stretch" if self._stretches(index, left) else "target"
        return "actual"

    def _stretches(self, index: int, left: str) -> bool:
        """力争 right behind a lower target of the same thing."""
        if not _cues()["stretch"].search(left) or not self.said or strip_leading(strip_trailing(left)):
            return False
        return self.said[-1].figure is self.figures[index - 1] and self.said[-1].kind == "target" and self._part_start(
            self.figures[index].start
        ) <= self.figures[index - 1].start

    def _basis(self, figure: Figure) -> str:
        start = self._clause_start(figure.start)
        if start and self.text[start - 1] in "（(":
            start = self._clause_start(start - 1)
        found = _cues()["basis"].search(self.text[start : figure.start])
        return found[0] if found else ""


def unit_fits(indicator: Indicator, unit: str) -> bool:
    """Whether a level of the indicator can be given in a unit; an amount without one (上40亿台阶) fits money."""
    if not unit:
        return True
    if indicator.unit in _MONEY:
        return unit in _MONEY
    if indicator.unit == "%":
        return unit == "%"
    if indicator.unit in ("人", "人次", "户"):
        return unit in _PEOPLE
    if indicator.unit == "吨":
        return unit in _WEIGHT
    if indicator.unit in ("个", "家"):
        return unit in ("个", "家", "项", "户", "件")
    return unit == indicator.unit or unit not in _MONEY | {"%"}
