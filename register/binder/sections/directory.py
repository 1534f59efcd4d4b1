"""Who can be reached how: people with their posts and numbers, for every section that names them."""

from __future__ import annotations

from collections import defaultdict

from register.book import Book
from register.entities import PERSON, PHONE, Membership, Person
from register.entities.team import Role
from register.i18n import _

_ORDER = {Role.LEAD: 0, Role.ALTERNATE: 1, Role.MEMBER: 2}


class Directory:
    """The people of a register, read once."""

    def __init__(self, book: Book) -> None:
        self.people = {person.id: person for person in book.table(PERSON).all()}
        self._phones: dict[str, list[str]] = defaultdict(list)
        kind = PHONE.by_key["kind"]
        for phone in book.table(PHONE).all():
            line = f"{kind.text(phone)} {phone.number}".strip()
            self._phones[phone.person or ""].append(line)

    def person(self, person_id: str | None) -> Person | None:
        """Return the person, or None when the post is vacant."""
        return self.people.get(person_id or "")

    def name(self, person_id: str | None) -> str:
        """Return the person's name, or that the post is vacant."""
        person = self.person(person_id)
        return person.name if person else _("vacant")

    def phones(self, person_id: str | None) -> str:
        """Return the person's numbers, one a line."""
        return "\n".join(self._phones.get(person_id or "", []))


def in_rank(memberships: list[Membership]) -> list[Membership]:
    """Return the leads first, then their alternates, then the members."""
    return sorted(memberships, key=lambda item: _ORDER.get(item.role or Role.MEMBER, 2))
