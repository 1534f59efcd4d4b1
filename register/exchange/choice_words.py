"""The words registers use for a status, a strategy or a source, in English, Chinese and French.

Each stands under the key that this program stores; a word not listed is kept as custom text.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from register.entities import RISK
from register.exchange.headings import plain
from register.fields import Choice
from register.i18n import LANGUAGES, language

_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "status": {
        "candidate": (
            "candidate", "proposed", "draft", "pending", "submitted", "to be assessed", "suspected",
            "potential", "under review", "候选", "草稿", "拟定", "待评估", "待审核", "待确认", "建议",
            "propose", "proposee", "brouillon", "candidat", "a evaluer", "en attente",
        ),
        "open": (
            "open", "opened", "new", "active", "identified", "live", "raised", "not started", "todo",
            "to do", "开放", "打开", "新增", "新建", "已识别", "未关闭", "有效", "未处理", "待处理",
            "存在", "ouvert", "ouverte", "nouveau", "nouvelle", "actif", "active", "identifie",
        ),
        "treating": (
            "treating", "in progress", "ongoing", "in treatment", "being treated", "mitigating",
            "under treatment", "work in progress", "wip", "started", "in work", "planned", "managing",
            "处理中", "处置中", "整改中", "应对中", "进行中", "管控中", "实施中", "正在处理",
            "en cours", "en traitement", "en cours de traitement", "traitement en cours",
        ),
        "monitored": (
            "monitored", "monitoring", "monitor", "watch", "watching", "watch list", "observed",
            "under observation", "controlled", "监控", "监控中", "监测", "监测中", "持续监控",
            "持续监测", "观察", "观察中", "关注", "受控", "surveille", "surveillee",
            "sous surveillance", "suivi", "en surveillance",
        ),
        "accepted": (
            "accepted", "accept", "tolerated", "retained", "已接受", "接受", "已承受", "已容忍",
            "accepte", "acceptee", "tolere",
        ),
        "closed": (
            "closed", "close", "resolved", "done", "completed", "complete", "finished", "retired",
            "mitigated", "treated", "inactive", "realised", "realized", "eliminated", "关闭",
            "已关闭", "已完成", "完成", "已解决", "解决", "已消除", "已处理", "已整改", "销号", "已销号",
            "ferme", "fermee", "clos", "close", "cloture", "cloturee", "resolu", "termine", "traite",
        ),
        "rejected": (
            "rejected", "reject", "cancelled", "canceled", "invalid", "void", "withdrawn",
            "not a risk", "duplicate", "拒绝", "已拒绝", "驳回", "已驳回", "取消", "已取消", "无效",
            "作废", "不成立", "rejete", "rejetee", "annule", "annulee", "refuse",
        ),
    },
    "strategy": {
        "terminate": (
            "terminate", "avoid", "avoidance", "eliminate", "remove", "prevent", "exit", "规避",
            "避免", "风险规避", "消除", "终止", "回避", "eviter", "evitement", "supprimer", "refuser",
        ),
        "treat": (
            "treat", "reduce", "reduction", "mitigate", "mitigation", "control", "modify", "lower",
            "minimize", "minimise", "降低", "减轻", "风险降低", "控制", "风险控制", "缓解", "处理",
            "减少", "减缓", "应对", "消减", "reduire", "attenuer", "attenuation", "traiter",
            "modifier", "maitriser",
        ),
        "transfer": (
            "transfer", "transference", "insure", "insurance", "outsource", "转移", "风险转移",
            "转嫁", "保险", "transferer", "transfert", "assurer",
        ),
        "tolerate": (
            "tolerate", "accept", "accepted", "acceptance", "retain", "retention", "bear", "承受",
            "风险承受", "接受", "风险接受", "容忍", "保留", "自留", "承担", "accepter", "acceptation",
            "tolerer", "conserver", "maintenir",
        ),
        "share": (
            "share", "sharing", "分担", "风险分担", "共担", "共享", "partager", "partage",
        ),
    },
    "source": {
        "workshop": ("workshop", "risk workshop", "brainstorming", "研讨", "研讨会", "atelier"),
        "inspection": (
            "inspection", "site visit", "self check", "检查", "巡检", "自查", "隐患排查",
        ),
        "incident": ("incident", "accident", "event", "near miss", "事件", "事故", "未遂事件"),
        "drill": ("drill", "exercise", "test", "演练", "演习", "exercice"),
        "indicator": ("indicator", "kri", "monitoring", "指标", "监测指标", "预警", "indicateur"),
        "audit": ("audit", "internal audit", "external audit", "review", "审计", "内审", "外审"),
        "provider_notice": (
            "provider notice", "supplier notice", "vendor notice", "supplier", "vendor",
            "服务商通知", "供应商通知", "服务商通报", "avis du fournisseur",
        ),
        "external": (
            "external", "external source", "regulator", "public", "外部", "外部来源", "监管", "externe",
        ),
    },
}  # fmt: skip


def read_choice(field: str, word: str) -> object | None:
    """Return the member of a risk's choice field that a word means; None when it means none."""
    return meanings(field).get(plain(word))


@cache
def meanings(field: str) -> Mapping[str, object]:
    """Return by plain word what it means: stored keys and labels in every language first."""
    kind = RISK.by_key[field].kind
    assert isinstance(kind, Choice)
    found: dict[str, object] = {plain(str(option)): option for option in kind.options}
    for tongue in LANGUAGES:
        with language(tongue):
            for option in kind.options:
                found.setdefault(plain(kind.format(option)), option)
    for key, words in _WORDS.get(field, {}).items():
        for word in words:
            found.setdefault(word, kind.from_sql(key))
    return found
