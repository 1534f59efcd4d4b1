"""The 5×5 method that a new register starts with.

No standard prescribes these steps or cut points; each register may change them.
"""

from __future__ import annotations

from register.scoring.method import Criterion, Level, Method, Pattern, Step, Words
from register.scoring.rules import product_grid


def _both(en: str, zh: str) -> Words:
    return {"en": en, "zh_CN": zh}


_LIKELIHOOD_ASPECTS = (
    _both("Frequency", "频次"),
    _both("Chance in 12 months", "一年内可能性"),
    _both("Test", "判断依据"),
)
_IMPACT_ASPECTS = (
    _both("Service", "服务"),
    _both("People", "人员"),
    _both("Money (share of annual service value)", "资金（占年度服务金额）"),
    _both("Compliance", "合规"),
    _both("Reputation", "声誉"),
)


def _step(words: Words, aspects: tuple[Words, ...], *texts: Words) -> Step:
    return Step(words, tuple(map(Criterion, aspects, texts)))


_LIKELIHOOD = (
    _step(
        _both("Rare", "极少"),
        _LIKELIHOOD_ASPECTS,
        _both("less than once in 20 years", "20年不到一次"),
        _both("< 5 %", "< 5 %"),
        _both("never seen here or at similar providers", "本单位及同类服务商从未发生"),
    ),
    _step(
        _both("Unlikely", "不太可能"),
        _LIKELIHOOD_ASPECTS,
        _both("once in 5–20 years", "5–20年一次"),
        _both("5–20 %", "5–20 %"),
        _both("known in the industry, not here", "行业内有先例，本单位没有"),
    ),
    _step(
        _both("Possible", "可能"),
        _LIKELIHOOD_ASPECTS,
        _both("once in 2–5 years", "2–5年一次"),
        _both("20–50 %", "20–50 %"),
        _both("has happened at one of our providers", "本单位某一服务商发生过"),
    ),
    _step(
        _both("Likely", "很可能"),
        _LIKELIHOOD_ASPECTS,
        _both("about yearly", "大约每年一次"),
        _both("50–90 %", "50–90 %"),
        _both("happens in most years", "多数年份发生"),
    ),
    _step(
        _both("Almost certain", "几乎确定"),
        _LIKELIHOOD_ASPECTS,
        _both("several times a year", "一年数次"),
        _both("> 90 %", "> 90 %"),
        _both("happening now or repeatedly", "正在发生或反复发生"),
    ),
)

_IMPACT = (
    _step(
        _both("Minor", "轻微"),
        _IMPACT_ASPECTS,
        _both("< 1 h, work-around exists", "不到1小时，有替代办法"),
        _both("no harm", "无人受伤"),
        _both("< 0.5 %", "< 0.5 %"),
        _both("internal note", "内部记录"),
        _both("no outside notice", "外界无察觉"),
    ),
    _step(
        _both("Limited", "较小"),
        _IMPACT_ASPECTS,
        _both("1–4 h or one team", "1–4小时或影响一个班组"),
        _both("first aid", "简单救护"),
        _both("0.5–2 %", "0.5–2 %"),
        _both("rule breach, self-corrected", "违反规定，自行纠正"),
        _both("few complaints", "少量投诉"),
    ),
    _step(
        _both("Moderate", "中等"),
        _IMPACT_ASPECTS,
        _both("4–24 h or one site", "4–24小时或影响一个场所"),
        _both("medical care", "需就医"),
        _both("2–5 %", "2–5 %"),
        _both("written notice from a regulator or client", "监管机构或客户书面通报"),
        _both("local attention", "当地关注"),
    ),
    _step(
        _both("Major", "严重"),
        _IMPACT_ASPECTS,
        _both("1–3 days or several sites", "1–3天或影响多个场所"),
        _both("lasting injury", "留下后遗伤害"),
        _both("5–15 %", "5–15 %"),
        _both("penalty, contract breach", "受处罚或违约"),
        _both("national/industry attention, client leaves", "全国或行业关注，客户流失"),
    ),
    _step(
        _both("Severe", "灾难"),
        _IMPACT_ASPECTS,
        _both("> 3 days or MTPD passed", "超过3天或超过最长可容忍中断时间"),
        _both("death", "有人死亡"),
        _both("> 15 %", "> 15 %"),
        _both("licence or contract lost, prosecution", "失去许可或合同，被追究法律责任"),
        _both("lasting loss of trust", "长期失去信任"),
    ),
)

_LEVELS = (
    Level("low", _both("Low", "低"), "#D3E9FC", Pattern.NONE),
    Level("moderate", _both("Moderate", "一般"), "#F4D03F", Pattern.DOTS),
    Level("high", _both("High", "较大"), "#E67E22", Pattern.STRIPES),
    Level("extreme", _both("Extreme", "重大"), "#9B0019", Pattern.CROSSES),
)

DEFAULT_METHOD = Method(
    id="6f0c3b52-7c3e-4a4e-9a53-5d2a5b8f1c01",
    name=_both("House method 5×5", "通用方法 5×5"),
    version=1,
    likelihood=_LIKELIHOOD,
    impact=_IMPACT,
    # An impact of 5 is never below moderate: a bare product calls a rare catastrophe low.
    grid=product_grid(5, 5, (9, 15, 20), [level.key for level in _LEVELS], top_floor=1),
    levels=_LEVELS,
)
