"""The words of rating scales that registers use, in English, Chinese and French.

A scale is a tuple of steps from the lowest; a step is the words that mean it, in plain form.
"""

from __future__ import annotations

Scale = tuple[tuple[str, ...], ...]

_LOW = ("low", "l", "faible", "bas", "basse", "低", "小", "较小", "轻", "不高")
_MEDIUM = ("medium", "moderate", "med", "m", "mid", "moyen", "moyenne", "modere", "moderee",
           "中", "中等", "一般", "中度", "中級")  # fmt: skip
_HIGH = ("high", "h", "eleve", "elevee", "fort", "forte", "haut", "haute", "高", "大", "较大", "重")
_VERY_LOW = ("very low", "tres faible", "tres bas", "很低", "极低", "非常低", "很小", "极小")
_VERY_HIGH = (
    "very high", "extreme", "critical", "critique", "tres eleve", "tres elevee", "tres fort",
    "tres forte", "extremement eleve", "很高", "极高", "非常高", "很大", "极大",
)  # fmt: skip

_THREE: tuple[Scale, ...] = (
    (_LOW, _MEDIUM, _HIGH),
    (("低", "轻度", "轻微"), ("中", "中度"), ("高", "重度", "严重")),
)
_FOUR: tuple[Scale, ...] = (
    (_LOW, _MEDIUM, _HIGH, _VERY_HIGH),
    (("低", "蓝", "蓝色"), ("一般", "黄", "黄色"), ("较大", "橙", "橙色"), ("重大", "红", "红色")),
)
_FIVE: tuple[Scale, ...] = (
    (_VERY_LOW, _LOW, _MEDIUM, _HIGH, _VERY_HIGH),
    (("低",), ("较低",), ("中", "中等"), ("较高",), ("高",)),
    (("小", "很小"), ("较小",), ("中", "中等", "一般"), ("较大",), ("大", "很大")),
)

LIKELIHOOD: tuple[Scale, ...] = (
    *_THREE,
    *_FOUR,
    (
        ("unlikely", "peu vraisemblable", "invraisemblable", "peu probable", "不太可能", "不可能"),
        ("likely", "vraisemblable", "plausible", "可能"),
        ("very likely", "tres vraisemblable", "很可能", "非常可能"),
        ("certain", "quasi certain", "certaine", "quasi certaine", "确定", "必然", "肯定"),
    ),
    (
        ("rare", "rarely", "tres rare", "罕见"),
        ("occasional", "occasionnel", "occasionnelle", "偶尔"),
        ("frequent", "frequente", "经常"),
        ("constant", "permanent", "permanente", "持续"),
    ),
    (
        ("improbable", "extremely improbable", "extremement improbable"),
        ("remote",),
        ("occasional", "occasionnel", "occasionnelle"),
        ("probable", "reasonably probable"),
        ("frequent", "frequente"),
    ),
    (
        (
            "rare", "remote", "very unlikely", "highly unlikely", "extremely unlikely",
            "exceptional", "almost impossible", "exceptionnel", "exceptionnelle",
            "tres improbable", "极少", "罕见", "极不可能", "几乎不可能", "非常不可能", "很少",
            "极小可能", "不可能",
        ),
        (
            "unlikely", "improbable", "seldom", "peu probable", "不太可能", "不大可能", "较少",
            "较不可能", "很小可能",
        ),
        (
            "possible", "moderate", "occasional", "maybe", "could happen", "occasionnel",
            "envisageable", "可能", "有可能", "偶尔", "中等可能", "可能发生",
        ),
        ("likely", "probable", "很可能", "较可能", "大概率", "比较可能", "易发生"),
        (
            "almost certain", "certain", "very likely", "highly likely", "near certain",
            "nearly certain", "expected", "frequent", "quasi certain", "quasi certaine",
            "presque certain", "presque certaine", "tres probable", "certaine", "几乎确定",
            "几乎肯定", "几乎必然", "必然", "极可能", "非常可能", "频繁", "经常",
        ),
    ),
    (
        ("never", "jamais", "从不", "从未"),
        ("rarely", "seldom", "rarement", "很少", "极少"),
        ("sometimes", "occasionally", "parfois", "有时", "偶尔"),
        ("often", "souvent", "经常", "常常"),
        ("always", "toujours", "总是", "一直"),
    ),
    *_FIVE,
)  # fmt: skip

IMPACT: tuple[Scale, ...] = (
    *_THREE,
    *_FOUR,
    (
        ("minor", "mineur", "mineure", "轻微", "次要"),
        ("significant", "significatif", "significative", "显著", "明显"),
        ("important", "importante", "serious", "grave", "重要", "严重"),
        ("critical", "critique", "关键", "危急", "特别严重"),
    ),
    (
        ("negligible", "negligeable", "可忽略", "可忽略不计"),
        ("marginal", "marginale", "limited", "limite", "limitee", "轻度"),
        ("critical", "critique", "严重"),
        ("catastrophic", "catastrophique", "灾难", "灾难性"),
    ),
    (("一般",), ("较大",), ("重大",), ("特别重大",)),
    (("轻微",), ("一般",), ("严重",), ("特别严重", "非常严重", "灾难性")),
    (
        (
            "insignificant", "negligible", "very minor", "trivial", "none", "very low",
            "insignifiant", "insignifiante", "negligeable", "tres mineur", "可忽略", "微小",
            "极轻微", "无关紧要", "微不足道", "可忽略不计", "不显著", "很轻微",
        ),
        ("minor", "low", "mineur", "mineure", "faible", "较小", "轻微", "次要", "较轻", "轻度"),
        (
            "moderate", "medium", "modere", "moderee", "moyen", "moyenne", "中等", "一般", "中度",
            "适中",
        ),
        (
            "major", "high", "significant", "serious", "majeur", "majeure", "important",
            "importante", "grave", "严重", "较大", "重大", "较重", "重度",
        ),
        (
            "catastrophic", "severe", "critical", "extreme", "disastrous", "very high",
            "catastrophique", "critique", "灾难", "灾难性", "特别严重", "非常严重",
            "特别重大", "极其严重", "毁灭性", "极严重",
        ),
    ),
    (("轻微",), ("一般", "较轻"), ("较大", "较重"), ("重大", "严重"), ("特别重大", "特别严重")),
    *_FIVE,
)  # fmt: skip
