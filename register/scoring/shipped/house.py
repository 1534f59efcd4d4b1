"""The 5×5 method that a new register starts with, and the scales and levels that others share.

No standard prescribes these steps or cut points; each register may change them.
"""

from __future__ import annotations

from register.scoring.method import (
    DIMENSION_KEYS,
    Criterion,
    ImpactDimension,
    Level,
    Method,
    Pattern,
    Step,
)
from register.scoring.rules import product_grid
from register.scoring.words import Words, both

_LIKELIHOOD_ASPECTS = (
    both("Frequency", "频次"),
    both("Chance in 12 months", "一年内可能性"),
    both("Test", "判断依据"),
)
_IMPACT_ASPECTS = (
    both("Service", "服务"),
    both("People", "人员"),
    both("Money (share of annual service value)", "资金（占年度服务金额）"),
    both("Compliance", "合规"),
    both("Reputation", "声誉"),
)


def step_of(words: Words, aspects: tuple[Words, ...], *texts: Words) -> Step:
    """Return a step with a criterion for each aspect."""
    return Step(words, tuple(map(Criterion, aspects, texts)))


LIKELIHOOD = (
    step_of(
        both("Rare", "极少"),
        _LIKELIHOOD_ASPECTS,
        both("less than once in 20 years", "20年不到一次"),
        both("< 5 %", "< 5 %"),
        both("never seen here or at similar providers", "本单位及同类服务商从未发生"),
    ),
    step_of(
        both("Unlikely", "不太可能"),
        _LIKELIHOOD_ASPECTS,
        both("once in 5–20 years", "5–20年一次"),
        both("5–20 %", "5–20 %"),
        both("known in the industry, not here", "行业内有先例，本单位没有"),
    ),
    step_of(
        both("Possible", "可能"),
        _LIKELIHOOD_ASPECTS,
        both("once in 2–5 years", "2–5年一次"),
        both("20–50 %", "20–50 %"),
        both("has happened at one of our providers", "本单位某一服务商发生过"),
    ),
    step_of(
        both("Likely", "很可能"),
        _LIKELIHOOD_ASPECTS,
        both("about yearly", "大约每年一次"),
        both("50–90 %", "50–90 %"),
        both("happens in most years", "多数年份发生"),
    ),
    step_of(
        both("Almost certain", "几乎确定"),
        _LIKELIHOOD_ASPECTS,
        both("several times a year", "一年数次"),
        both("> 90 %", "> 90 %"),
        both("happening now or repeatedly", "正在发生或反复发生"),
    ),
)

IMPACT = (
    step_of(
        both("Minor", "轻微"),
        _IMPACT_ASPECTS,
        both("< 1 h, work-around exists", "不到1小时，有替代办法"),
        both("no harm", "无人受伤"),
        both("< 0.5 %", "< 0.5 %"),
        both("internal note", "内部记录"),
        both("no outside notice", "外界无察觉"),
    ),
    step_of(
        both("Limited", "较小"),
        _IMPACT_ASPECTS,
        both("1–4 h or one team", "1–4小时或影响一个班组"),
        both("first aid", "简单救护"),
        both("0.5–2 %", "0.5–2 %"),
        both("rule breach, self-corrected", "违反规定，自行纠正"),
        both("few complaints", "少量投诉"),
    ),
    step_of(
        both("Moderate", "中等"),
        _IMPACT_ASPECTS,
        both("4–24 h or one site", "4–24小时或影响一个场所"),
        both("medical care", "需就医"),
        both("2–5 %", "2–5 %"),
        both("written notice from a regulator or client", "监管机构或客户书面通报"),
        both("local attention", "当地关注"),
    ),
    step_of(
        both("Major", "严重"),
        _IMPACT_ASPECTS,
        both("1–3 days or several sites", "1–3天或影响多个场所"),
        both("lasting injury", "留下后遗伤害"),
        both("5–15 %", "5–15 %"),
        both("penalty, contract breach", "受处罚或违约"),
        both("national/industry attention, client leaves", "全国或行业关注，客户流失"),
    ),
    step_of(
        both("Severe", "灾难"),
        _IMPACT_ASPECTS,
        both("> 3 days or MTPD passed", "超过3天或超过最长可容忍中断时间"),
        both("death", "有人死亡"),
        both("> 15 %", "> 15 %"),
        both("licence or contract lost, prosecution", "失去许可或合同，被追究法律责任"),
        both("lasting loss of trust", "长期失去信任"),
    ),
)

LEVELS = (
    Level("low", both("Low", "低"), "#D3E9FC", Pattern.NONE),
    Level("moderate", both("Moderate", "一般"), "#F4D03F", Pattern.DOTS),
    Level("high", both("High", "较大"), "#E67E22", Pattern.STRIPES),
    Level("extreme", both("Extreme", "重大"), "#9B0019", Pattern.CROSSES),
)

_DIMENSIONS = (
    both("Service", "服务"),
    both("People", "人员"),
    both("Money", "资金"),
    both("Compliance", "合规"),
    both("Reputation", "声誉"),
)

DEFAULT_METHOD = Method(
    id="6f0c3b52-7c3e-4a4e-9a53-5d2a5b8f1c01",
    name=both("House method 5×5", "通用方法 5×5"),
    version=1,
    likelihood=LIKELIHOOD,
    impact=IMPACT,
    # An impact of 5 is never below moderate: a bare product calls a rare catastrophe low.
    grid=product_grid(5, 5, (9, 15, 20), [level.key for level in LEVELS], top_floor=1),
    levels=LEVELS,
    dimensions=tuple(map(ImpactDimension, DIMENSION_KEYS, _DIMENSIONS)),
)
