"""The rating methods of a register: which is in use, which governs, and new versions of them.

A method is never edited: a change makes a new version of its family, and the one before it rests.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from register.book import Book
from register.entities import ASSESSMENT, METHOD, RISK, MethodRecord
from register.entities.method import MethodKind
from register.entities.risk import RiskKind, Tier
from register.entity import new_id
from register.errors import RegisterError
from register.i18n import _
from register.scoring import SHIPPED, Level, Method, check_method, from_json, to_json

_ON_GRID = (MethodKind.MATRIX, MethodKind.FORMULA, None)
"""The kinds that have a matrix; a record from before the kinds is one."""
_COPIES = {"en": "{name} (copy)", "zh_CN": "{name}（副本）"}
_ANY_RATED = " or ".join(f"{tier}_level is not null" for tier in Tier)


def method_of(book: Book, method_id: str) -> Method:
    """Return a method of the register; raises RegisterError when it is gone."""
    return from_json(_record(book, method_id).definition)


def family_of(record: MethodRecord) -> str:
    """Return the id of a method's first version, which all its versions share."""
    return record.family or record.id


def oldest_method(book: Book) -> str:
    """Return the id of the register's first method; ratings that name none were made by it."""
    return next(iter(book.table(METHOD).ids()), "")


def methods_in_use(book: Book, subject: RiskKind = RiskKind.THREAT) -> list[Method]:
    """Return the methods in use for a kind of risk, the newest version of each; the governing one
    comes first."""
    return [from_json(record.definition) for record in _in_use(book, subject)]


def active_method(book: Book, subject: RiskKind = RiskKind.THREAT) -> Method:
    """Return the method that governs a kind of risk: heat map, import and new ratings start with it.

    Of the families in use it is the oldest with a matrix, else the oldest; of its versions the
    highest in use. Raises RegisterError when none is in use.
    """
    for record in _in_use(book, subject):
        return from_json(record.definition)
    if subject is RiskKind.OPPORTUNITY:
        raise RegisterError(_("The register has no rating method for opportunities in use."))
    raise RegisterError(_("The register has no rating method in use."))


class Looks:
    """The levels of ratings as the method of each shows them; a method is read once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._oldest = oldest_method(book)
        self._methods: dict[str, Method] = {}

    def method(self, method_id: str | None) -> Method:
        """Return a rating's method; a rating that names none was made by the oldest."""
        key = method_id or self._oldest
        if key not in self._methods:
            self._methods[key] = method_of(self._book, key)
        return self._methods[key]

    def level(self, record: object, key: str) -> Level | None:
        """Return the level that a field of a record holds, None when it is not rated.

        key: of a level of a risk or an assessment, such as ``current_level`` or ``level``.
        """
        value = getattr(record, key)
        if value is None:
            return None
        method = self.method(getattr(record, key.removesuffix("level") + "method", None))
        return next((level for level in method.levels if level.key == value), None)


def record_of(method: Method, family: str = "") -> MethodRecord:
    """Return the record that stores a method; family: the id of its first version."""
    return MethodRecord(
        id=method.id,
        name=method.name.get("en") or method.name.get("zh_CN", ""),
        name_zh=method.name.get("zh_CN", ""),
        version=method.version,
        definition=to_json(method),
        family="" if family == method.id else family,
        kind=MethodKind(method.kind),
        subject=RiskKind(method.subject),
    )


def add_method(book: Book, method: Method) -> Method:
    """Store a method as the first version of a family, inside a change; returns it as stored.

    It gets an id of its own where the register has one of that id. Raises FieldError when it is
    unsound.
    """
    check_method(method)
    table = book.table(METHOD)
    made = replace(method, id=new_id() if table.get(method.id) else method.id, version=1)
    table.save(record_of(made))
    return made


def new_version(book: Book, edited: Method) -> Method:
    """Store an edited method as the new version of its family, inside a change; returns it.

    ``edited`` has the id of the version that was edited. All versions before it rest from now on.
    A method that was not changed stays as it is. Raises FieldError when it is unsound.
    """
    check_method(edited)
    before = _record(book, edited.id)
    if to_json(edited) == before.definition:
        return edited
    family = versions_of(book, before.id)
    version = 1 + max(record.version or 0 for record in family)
    made = replace(edited, id=new_id(), version=version)
    _rest(book, family)
    book.table(METHOD).save(record_of(made, family_of(before)))
    return made


def keep_edits(book: Book, edited: Method) -> Method:
    """Store an edited method, inside a change; returns it as stored.

    A version that rated something, or came with the program, stays as it is, and a new one takes
    its place; one that nobody used yet is changed itself. A method that rests goes on resting.
    Raises FieldError when it is unsound.
    """
    check_method(edited)
    before = _record(book, edited.id)
    shipped = any(edited.id == method.id for method in SHIPPED)
    if not shipped and not _has_rated(book, edited.id):
        book.table(METHOD).save(
            replace(record_of(edited, before.family), active=before.active, family=before.family)
        )
        return edited
    rests = not any(record.active for record in versions_of(book, edited.id))
    made = new_version(book, edited)
    if rests and made.id != edited.id:
        use_method(book, made.id, in_use=False)
    return made


def _has_rated(book: Book, method_id: str) -> bool:
    oldest = oldest_method(book)
    under = " or ".join(
        f"{tier}_level is not null and ifnull({tier}_method, ?) = ?" for tier in Tier
    )
    args = [oldest, method_id] * len(Tier)
    given = book.table(ASSESSMENT).count(method=method_id)
    return bool(given or book.table(RISK).values("id", where=under, args=args))


def copy_method(book: Book, method_id: str) -> Method:
    """Store a copy of a method as the first version of a family of its own, inside a change.

    It rests until somebody takes it into use. Raises RegisterError when the method is gone.
    """
    source = method_of(book, method_id)
    name = {
        language: _COPIES.get(language, "{name}").format(name=text)
        for language, text in source.name.items()
    }
    made = add_method(book, replace(source, id=new_id(), name=name))
    use_method(book, made.id, in_use=False)
    return made


def rated_counts(book: Book) -> Counter[str]:
    """Return by method how many risks have a tier that is rated under it."""
    keys = [column for tier in Tier for column in (f"{tier}_level", f"{tier}_method")]
    found: Counter[str] = Counter()
    oldest = oldest_method(book)
    for row in book.table(RISK).values(*keys, where=_ANY_RATED):
        found.update({row[n + 1] or oldest for n in range(0, len(row), 2) if row[n]})
    return found


def missing_shipped(book: Book) -> list[Method]:
    """Return the methods that the program brings along and the register does not have."""
    there = {*book.table(METHOD).ids()}
    return [method for method in SHIPPED if method.id not in there]


def versions_of(book: Book, method_id: str) -> list[MethodRecord]:
    """Return all versions of a method's family, in the order in which they were made."""
    family = family_of(_record(book, method_id))
    return [record for record in book.table(METHOD).all() if family_of(record) == family]


def use_method(book: Book, method_id: str, *, in_use: bool) -> None:
    """Take a method into use or out of it, inside a change; of a family one version is in use.

    Raises RegisterError when no method for threats with a matrix would be left: the overview and
    the heat map are drawn by it.
    """
    record = _record(book, method_id)
    if in_use:
        _rest(book, versions_of(book, method_id))
    book.table(METHOD).save(replace(record, active=in_use))
    if not active_method(book).has_grid:
        text = _("Overview and heat map need a method with a matrix; take another into use first.")
        raise RegisterError(text)


def _rest(book: Book, records: list[MethodRecord]) -> None:
    for record in records:
        book.table(METHOD).save(replace(record, active=False))


def _record(book: Book, method_id: str) -> MethodRecord:
    record = book.table(METHOD).get(method_id)
    if record is None:
        raise RegisterError(_("The rating method of this assessment is not in the register."))
    return record


def _in_use(book: Book, subject: RiskKind) -> list[MethodRecord]:
    """Return the newest version in use of each family, the governing one first."""
    families: dict[str, list[MethodRecord]] = {}
    for record in book.table(METHOD).all():
        if (record.subject or RiskKind.THREAT) is subject:
            families.setdefault(family_of(record), []).append(record)
    active = [[record for record in family if record.active] for family in families.values()]
    newest = [max(family, key=lambda record: record.version or 0) for family in active if family]
    return sorted(newest, key=lambda record: record.kind not in _ON_GRID)
