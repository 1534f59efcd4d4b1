"""The register: records, rules, and storage. Imports no Qt."""

from register.catalog import Catalog
from register.entities import ENTITIES
from register.migrations import REGISTER

CATALOG = Catalog(entities=ENTITIES, migrations=(REGISTER,))
