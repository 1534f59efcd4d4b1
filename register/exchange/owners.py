"""Tells departments from persons in a column of owners.

A department is a word of the list, a name that ends like one, or a unit already known; a name
of several parts is one when every part is.
"""

from __future__ import annotations

import re
from collections.abc import Set
from enum import Enum

from register.exchange.headings import plain

_DEPARTMENTS = frozenset(
    {
        "it", "ict", "information technology", "finance", "accounting", "accounts", "treasury",
        "hr", "human resources", "people", "procurement", "purchasing", "security",
        "information security", "cyber security", "cybersecurity", "infosec", "it security",
        "legal", "compliance", "risk", "risk management", "audit", "internal audit", "sales",
        "marketing", "operations", "ops", "it operations", "devops", "dev", "development",
        "engineering", "production", "logistics", "supply chain", "warehouse", "facilities",
        "facility management", "maintenance", "administration", "admin", "management",
        "executive", "board", "communications", "corporate communications", "pr",
        "public relations", "customer service", "customer support", "support", "service desk",
        "help desk", "quality", "quality assurance", "qa", "hse", "ehs", "safety",
        "health and safety", "research", "r d", "research and development", "data",
        "data protection", "privacy", "infrastructure", "network", "networks", "systems",
        "applications", "architecture", "strategy", "planning", "projects", "pmo", "product",
        "business continuity", "insurance", "tax", "payroll", "training", "property", "estates",
        "transport", "fleet", "secretariat", "all", "all departments",
        "comptabilite", "achats", "juridique", "ressources humaines", "rh", "dsi", "informatique",
        "direction", "qualite", "securite", "communication", "commercial", "ventes",
        "logistique", "conformite", "audit interne",
        "技术", "财务", "人事", "人力资源", "采购", "法务", "运营", "运维", "安全", "市场", "销售",
        "行政", "信息", "信息技术", "审计", "客服", "质量", "工程", "生产", "物流", "后勤", "研发",
        "管理层", "董事会", "各部门", "全体",
    }
)  # fmt: skip
_ENDINGS = re.compile(
    r"(?:[部科处處组組室局]|办公室|委员会|中心|小组|团队|车间|班组|公司|集团|事业群)$"
)
_LAST_WORDS = frozenset(
    {
        "department", "dept", "team", "division", "unit", "office", "group", "committee", "board",
        "section", "branch", "directorate", "desk", "departement", "equipe", "service", "comite",
    }
)  # fmt: skip
_NOBODY = frozenset({"", "na", "n a", "none", "tbd", "tbc", "unassigned", "无", "待定", "暂无"})
_BETWEEN = re.compile(r"\s*(?:[/&+,;、，；和与]|\band\b|\bet\b)\s*", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")


class Owner(Enum):
    """What a name in a column of owners is."""

    PERSON = "person"
    UNIT = "unit"
    NOBODY = "nobody"


def sort_owner(name: str, units: Set[str] = frozenset()) -> Owner:
    """Return what an owner's name is; ``units``: plain names of units known."""
    if plain(name) in _NOBODY:
        return Owner.NOBODY
    return Owner.UNIT if is_department(name.strip(), units) else Owner.PERSON


def is_department(name: str, units: Set[str] = frozenset()) -> bool:
    """Tell whether an owner's name is a department; ``units``: plain names of units known."""
    if plain(name) in units or _is_one(name):
        return True
    parts = [part for part in _BETWEEN.split(name) if part]
    return len(parts) > 1 and all(plain(part) in units or _is_one(part) for part in parts)


def _is_one(name: str) -> bool:
    text = plain(name)
    if text in _DEPARTMENTS:
        return True
    if _HAN.search(text):
        return bool(_ENDINGS.search(text)) and len(text) > 1
    words = text.split()
    return len(words) > 1 and words[-1] in _LAST_WORDS
