"""Names that say only part of what is measured, completed by what the sentence named before: 产量, 投入强度, 城镇居民."""

from __future__ import annotations

import re
from dataclasses import replace

from indicators.lexicon import catalogue, head_pattern, pattern
from indicators.model import Figure
from indicators.projects import MONEY
from indicators.sentence import Sentence
from indicators.terms import Subject, read_subject
from indicators.words import find_names, link_name, strip_definitions

_BESIDE = re.compile("(?:以上|左右)?[、，,](?:完成)?投资(?:同比|比上年)?(?:增长|下降)")
_PUBLIC = frozenset({"fiscal_revenue", "budget_revenue", "tax_revenue", "budget_expenditure", "other"})
"""What 地方 is a part of the name of."""
_OF_PART = re.compile("[业区](?:直接|实际)?(?:利用|使用|吸收)外资")
"""What a part of the place signed with foreign firms: 制造业利用外资大幅增长，合同外资额5亿美元，实际到位2亿美元."""
_VALUE_ADDED = re.compile("[，,、]?(?:实现|完成)?增加值")
_LONGEST_LIST = 120
"""So many characters a list of what firms did has at most."""
_NEAR = 12
"""Among so many figures told last the revenue of a fund stands before its spending."""
_OF_FIRMS = frozenset({"scaled_firms", "industry_output", "industry_va", "industry_revenue"})
"""Behind what firms above size were told to have or make, profits are theirs."""
_INCOMES = frozenset({"income", "income_urban", "income_rural"})


def complete_name(sentence: Sentence, figure: Figure, rest: str, named: Subject) -> Subject:
    """The subject that a name stands for at its place, or itself where it says all."""
    named = _of_balance(sentence, figure, of_own_level(sentence, named))
    if told := _of_clause_before(strip_definitions(sentence.text[: figure.start]), named):
        return told
    if product := _of_product(sentence, figure, rest, named):
        return product
    if whole := _of_whole(sentence, figure, rest, named) or _local_part(sentence, figure, named):
        return whole
    if pattern("bare_intensity").match(named.label):
        return _of_spending(sentence, figure, named)
    if named.label == "财政收入" and named.code == "budget_revenue" and sentence.setting.of_total:
        return Subject("fiscal_revenue", named.label, "of_total")
    if pattern("bare_output_value").match(named.label) and (output := _of_industry(sentence)):
        return output
    if named.label == "城镇化率" and pattern("of_registered").match(sentence.text[: figure.start]):
        return Subject("registered_urbanization", "户籍人口城镇化率", "of_registered")
    if named.label.endswith("存贷款余额") and not pattern("all_alike").search(rest):
        # The sum of both is neither of them.
        return replace(named, code="other")
    if sentence.last and pattern("output_of_firms").fullmatch(sentence.text[sentence.last.figure.end : figure.start]):
        label = "规模以上工业" + re.sub("^(?:规(?:模以)?上)?工业(?:企业)?", "", named.label)
        return Subject(link_name(label), label, "of_firms")
    whose = _of_residents(sentence, named) or _of_consumers(sentence, named) or _of_homes(sentence, named)
    return whose or _of_taxpayers(sentence, figure, named) or _earned(sentence, named) or named


def of_own_level(sentence: Sentence, named: Subject) -> Subject:
    """A name, where a district's own text calls the revenue of its land 区级 its budget revenue; in the text of a city that is a part."""
    name = named.label.removeprefix("区级")
    own = name != named.label and link_name(name) == "budget_revenue" and sentence.setting.area.short.endswith("区")
    return replace(named, code="budget_revenue") if own else named


def _of_balance(sentence: Sentence, figure: Figure, named: Subject) -> Subject:
    """A name, where a report on a budget tells all of one side of its balance: with what was handed down and carried over it is no revenue."""
    if named.code not in ("budget_revenue", "budget_expenditure") or not head_pattern("on_budget").search(
        sentence.setting.title
    ):
        return named
    told = pattern("balance_sum").search(sentence.text[: figure.start])
    return replace(named, code="other", label=named.label + told["sum"]) if told else named


def _local_part(sentence: Sentence, figure: Figure, named: Subject) -> Subject | None:
    """What a county itself brings about, told within all that its land holds: 生产总值90亿元，其中地方生产总值60亿元."""
    last = sentence.last
    if last is None or last.subject.code != named.code or named.code in _PUBLIC:
        return None
    told = pattern("local_part").fullmatch(sentence.text, last.figure.end, figure.start)
    return Subject("other", "地方" + named.label.removeprefix("地方"), "part_of_indicator") if told else None


def _of_taxpayers(sentence: Sentence, figure: Figure, named: Subject) -> Subject | None:
    """Taxes told right behind the sales, output or number of firms are theirs: 园区营业收入500亿元，税收20亿元."""
    last = sentence.last
    if last is None or named.code != "tax_revenue":
        return None
    opening = sentence.clause_start(figure.start)
    if figure.start - opening <= _LONGEST_LIST and pattern("taxes_of_group").match(
        sentence.text, opening, figure.start
    ):
        return Subject("other", named.label, "of_taxpayers")
    if not pattern("firms_told").search(last.subject.label):
        return None
    behind = pattern("taxes_behind").fullmatch(sentence.text[last.figure.end : figure.start])
    return Subject("other", named.label, "of_taxpayers") if behind else None


def _earned(sentence: Sentence, named: Subject) -> Subject | None:
    """Profits behind the revenue, output or number of industrial firms are theirs: 规模以上工业企业营业收入300亿元，利润总额20亿元."""
    if sentence.last is None or named.label != "利润":
        return None
    told = sentence.last.subject.code in _OF_FIRMS or any(s.subject.code == "industry_revenue" for s in sentence.said)
    return Subject("industry_profit", catalogue()["industry_profit"].zh, "of_firms") if told else None


def _of_homes(sentence: Sentence, named: Subject) -> Subject | None:
    """Sales told behind the floor space that was sold are of the same homes: 商品房销售面积90万平方米，销售额70亿元."""
    if sentence.last is None or named.label != "销售额" or sentence.last.subject.code != "housing_sales_area":
        return None
    return Subject("housing_sales", catalogue()["housing_sales"].zh, "of_product")


def _sold(sentence: Sentence, figure: Figure, named: Subject) -> Subject | None:
    """Exports of the product whose output stands before them in a list: 猕猴桃产值增长8%、出口增长20%."""
    last = sentence.last
    if last is None or named.label not in ("出口", "进口") or last.subject.code != "other":
        return None
    product = pattern("product_output").fullmatch(last.subject.label)
    listed = sentence.text[last.figure.end : figure.start].startswith("、")
    return Subject("other", product["product"] + named.label, "of_product") if product and listed else None


def _per_unit(rest: str, named: Subject) -> bool:
    """Whether output is told per acre or per head (粮食亩均产量)."""
    return rest[: rest.rfind(named.label)].endswith("均")


def _of_product(sentence: Sentence, figure: Figure, rest: str, named: Subject) -> Subject | None:
    """Output of what an earlier clause names: 粮食播种面积1200万亩、产量500万吨; exports of what was sold before."""
    if not pattern("bare_output").match(named.label) or _per_unit(rest, named):
        return _sold(sentence, figure, named)
    said = re.sub("[（(][^）)]*[）)]", "", sentence.text[: figure.start])
    products = pattern("product").findall(said)
    if not products:
        return named
    label = products[-1] + named.label
    return Subject(link_name(label), label, "of_product")


def _of_whole(sentence: Sentence, figure: Figure, rest: str, named: Subject) -> Subject | None:
    """What 投资, 增加值, 支出 or 人均 alone is of, by what the sentence told before."""
    if pattern("investment_alone").fullmatch(named.label):
        return _of_investment(sentence, figure)
    if named.label == "增加值":
        return _of_sector(sentence, figure)
    if named.label in ("粮食", "粮食作物") and figure.unit in ("亩", "公顷"):
        # 农作物播种面积300万亩，其中粮食280万亩: so much land was sown with it.
        return Subject("grain_area", catalogue()["grain_area"].zh, "of_product")
    if named.label in ("收入", "支出"):
        return _of_budget(sentence, figure, named)
    signed = sentence.last is not None and pattern("foreign_contracts").search(sentence.last.subject.label)
    told = sentence.text[sentence.part_start(figure.start) : figure.start]
    whole = signed and not _OF_PART.search(told)
    if whole and figure.unit in MONEY and pattern("bare_arrived").fullmatch(named.label):
        return Subject("fdi", catalogue()["fdi"].zh, "of_sector")
    per_head = figure.unit in MONEY and pattern("bare_per_head").fullmatch(rest)
    if per_head and sentence.last and sentence.last.subject.code == "gdp":
        return Subject("gdp_per_capita", catalogue()["gdp_per_capita"].zh, "of_sector")
    return None


def _of_budget(sentence: Sentence, figure: Figure, named: Subject) -> Subject | None:
    """Whose revenue or spending 收入 or 支出 alone is: that of the budget, or of the fund whose revenue was told last."""
    told = (said.subject for said in reversed(sentence.said[-_NEAR:]))
    revenue = next((subject for subject in told if subject.label.endswith("收入")), None)
    if named.label == "支出" and revenue and revenue.code == "other" and len(revenue.label) > len("其他收入"):
        # 社会保险基金收入5亿元，支出4亿元
        label = revenue.label.removesuffix("收入") + "支出"
        return Subject(link_name(label), label, "of_sector")
    code = {"收入": "budget_revenue", "支出": "budget_expenditure"}[named.label]
    if pattern("budget_told").search(sentence.text[: figure.start]):
        return Subject(code, catalogue()[code].zh, "of_sector")
    if figure.unit not in MONEY and sentence.last and sentence.last.subject.code == code:
        # 一般公共预算收入完成9亿元，增长8%，收入增幅居全省第3位
        return sentence.last.subject
    summed = pattern("balance_sum").search(sentence.text[: figure.start])
    if named.label == "支出" and not summed and any(s.subject.code == "budget_revenue" for s in sentence.said):
        return Subject("budget_expenditure", catalogue()["budget_expenditure"].zh, "of_sector")
    return None


def _of_investment(sentence: Sentence, figure: Figure) -> Subject | None:
    """The investment that its part has told of (固定资产投资年均增长23%，累计完成投资1000亿元), or that of developers (房地产开发企业17户，完成投资…)."""
    if pattern("developers").search(sentence.text[sentence.part_start(figure.start) : figure.start]):
        return Subject("real_estate_investment", catalogue()["real_estate_investment"].zh, "of_firms")
    last = sentence.last
    if last and last.subject.code == "projects" and _BESIDE.fullmatch(sentence.text[last.figure.end : figure.start]):
        # 新开工技改项目100个、投资增长10%: what grew is the money that goes into these.
        return Subject("other", last.subject.label + "投资", "money_of_projects")
    before = sentence.before if last is None else None
    if before and before.code == "fixed_investment":
        told = pattern("invested_in_all").fullmatch(sentence.text[: figure.start])
        return replace(before, rule="of_investment") if told else None
    if (
        last
        and last.subject.code == "fixed_investment"
        and pattern("invested_over_years").fullmatch(sentence.text[sentence.part_start(figure.start) : figure.start])
    ):
        # 固定资产投资达90亿元，增长8%；五年累计完成投资400亿元
        return replace(last.subject, rule="of_investment")
    goes_on = (
        last is not None and last.subject.code.endswith("_investment") and last.subject.code != "project_investment"
    )
    return last.subject if last and goes_on and last.figure.start >= sentence.part_start(figure.start) else None


def _of_sector(sentence: Sentence, figure: Figure) -> Subject | None:
    """The value added of the sector or of the firms that an earlier clause names: 第二产业增势强劲，增加值达到948亿元."""
    if sentence.last and sentence.last.subject.code == "scaled_firms":
        return Subject("industry_va", catalogue()["industry_va"].zh, "of_firms")
    opening = sentence.text[sentence.part_start(figure.start) : sentence.clause_start(figure.start)]
    beside = sentence.text[sentence.last.figure.end : figure.start].strip("；; ") if sentence.last else ""
    if sentence.last and sentence.last.subject.code == "industry_output" and (opening or beside.startswith("增加值")):
        # 全部工业总产值3亿元，增加值8000万元: of the same industry.
        start = sentence.part_start(figure.start)
        scaled = any(s.subject.code == "scaled_firms" and s.figure.start >= start for s in sentence.said)
        code = "industry_va" if scaled or "规" in sentence.last.subject.label else "industry_va_all"
        return Subject(code, catalogue()[code].zh, "of_industry")
    if sentence.last and sentence.last.subject.code == "farm_output" and _VALUE_ADDED.match(beside):
        # 农林牧渔业总产值90亿元，按可比价计算增长4%，增加值50亿元: of the same farms.
        return Subject("farm_va", catalogue()["farm_va"].zh, "of_sector")
    sectors = pattern("sector_named").findall(opening)
    code = link_name(sectors[-1] + "增加值") if sectors else "other"
    return Subject(code, catalogue()[code].zh, "of_sector") if code != "other" else None


def _of_consumers(sentence: Sentence, named: Subject) -> Subject | None:
    """Whose consumption is told behind an income: 城镇居民人均可支配收入4万元，人均消费支出2万元."""
    if named.code != "consumption" or "居民" in named.label:
        return None
    told = [statement.subject.code for statement in sentence.said] or [sentence.before.code if sentence.before else ""]
    whose = next((code for code in reversed(told) if code in _INCOMES), "")
    code = whose.replace("income", "consumption")
    return Subject(code, catalogue()[code].zh, "part_of_income") if code and code != named.code else None


def _of_spending(sentence: Sentence, figure: Figure, named: Subject) -> Subject:
    """The intensity of the spending named last: 研发投入增长10%、投入强度达2.5%."""
    names = find_names(sentence.text[: figure.start])
    spending = names and link_name(names[-1][0]) in ("rd_spending", "rd_intensity")
    return Subject("rd_intensity", catalogue()["rd_intensity"].zh, "of_spending") if spending else named


def _of_clause_before(left: str, named: Subject) -> Subject | None:
    """What a clause before names in full: value added of the firms above size, investment in what grew."""
    if named.code.endswith("_va") and (private := pattern("of_private").search(left)):
        return Subject("other", private["whose"] + named.label, "part_of_topic")
    if named.label.endswith("增加值") and named.code in ("other", "industry_va_all"):
        scaled = not re.search("全部(?!国有)", left) and pattern("of_scaled_industry").search(left)
        return Subject("industry_va", catalogue()["industry_va"].zh, "of_firms") if scaled else None
    if not named.label.endswith("投资") or named.code != "other":
        return None
    told = pattern("bare_investment").search(left)
    whole = read_subject(told["clause"]) if told else None
    return replace(whole, rule="of_investment") if whole and whole.code != "other" else None


def _of_industry(sentence: Sentence) -> Subject | None:
    """The gross output of what the value added before is of, or of the firms counted before (规上工业增加值增长5%，总产值增长6%), or of one month."""
    last = sentence.last
    if last is None or last.subject.code not in ("industry_va", "scaled_firms", "industry_output"):
        return None
    return Subject("industry_output", catalogue()["industry_output"].zh, "of_industry")


def _of_residents(sentence: Sentence, named: Subject) -> Subject | None:
    """城镇居民 and 农村居民 alone, behind the income of all or of both: 居民人均可支配收入3万元，其中城镇居民4万元."""
    told = {statement.subject.code for statement in sentence.said} | {sentence.before.code if sentence.before else ""}
    if named.code != "other" or told.isdisjoint(_INCOMES):
        return None
    if match := pattern("residents").fullmatch(named.label):
        code = "income_urban" if match["urban"] else "income_rural"
        return Subject(code, catalogue()[code].zh, "part_of_income")
    return None
