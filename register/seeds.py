"""What every new register starts with: the category tree and the methods, in two languages."""

from __future__ import annotations

from register.book import Book
from register.entities import ABOUT, CATEGORY, METHOD, About, Category
from register.entities.about import ABOUT_ID
from register.entity import new_id, seed_id
from register.i18n import language, now, pgettext

# (name for the id, English, Chinese, second level); the first level is mission.md's list of factors.
CATEGORIES = (
    ("technical", "Technical", "技术", (
        ("systems", "Systems and networks", "系统与网络"),
        ("data", "Data and recovery", "数据与恢复"),
    )),
    ("market", "Market", "市场", (
        ("demand", "Demand and price", "需求与价格"),
    )),
    ("financial", "Financial", "财务", (
        ("liquidity", "Liquidity and payment", "流动性与支付"),
        ("fraud", "Fraud", "欺诈"),
    )),
    ("operational", "Operational", "操作", (
        ("process", "Process and delivery", "流程与交付"),
        ("site", "Sites and facilities", "场所与设施"),
    )),
    ("personnel", "Personnel", "人员", (
        ("key_posts", "Key posts", "关键岗位"),
        ("safety", "Health and safety", "健康与安全"),
    )),
    ("information_security", "Information security", "信息安全", (
        ("access", "Access and accounts", "访问与账号"),
        ("leak", "Data leaks", "数据泄露"),
    )),
    ("compliance", "Compliance", "合规", (
        ("law", "Laws and licences", "法律与许可"),
        ("contract", "Contracts", "合同"),
    )),
    ("natural_hazards", "Natural hazards", "自然灾害", (
        ("weather", "Weather and flood", "气象与洪水"),
        ("earthquake", "Earthquake", "地震"),
    )),
    ("provider", "Provider", "服务商", (
        ("continuity", "Provider continuity", "服务商持续经营"),
        ("quality", "Service quality", "服务质量"),
    )),
)  # fmt: skip


def category_id(name: str) -> str:
    """Return the id of a seeded category by its name above: ``technical`` or ``systems``."""
    return seed_id(f"category {name}")


def seed(book: Book, title: str, tongue: str) -> None:
    """Write the seeds into an empty register, inside its first change."""
    from register.methods import record_of
    from register.scoring import SEEDED

    book.table(ABOUT).save(
        About(
            id=ABOUT_ID,
            register=new_id(),
            title=title,
            language=tongue,
            created_at=now(),
        )
    )
    book.table(CATEGORY).save_all(_categories())
    book.table(METHOD).save_all(map(record_of, SEEDED))


def _categories() -> list[Category]:
    found = []
    for name, en, zh, below in CATEGORIES:
        top = Category(id=category_id(name), name=en, name_zh=zh)
        found.append(top)
        found += [
            Category(id=category_id(key), name=text, name_zh=text_zh, parent=top.id)
            for key, text, text_zh in below
        ]
    return found


def default_title(tongue: str) -> str:
    """Return the title of a register that nobody named yet."""
    with language(tongue):
        return pgettext("title of a new register", "Risk register")
