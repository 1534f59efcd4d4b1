"""The register: records, rules, and storage. Imports no Qt."""

from register.binder.sections import SECTIONS
from register.catalog import Catalog, Command
from register.entities import ENTITIES
from register.migrations import REGISTER
from register.standing import CHECKS

CATALOG = Catalog(
    entities=ENTITIES,
    migrations=(REGISTER,),
    sections=SECTIONS,
    commands=(
        Command("new", "register.commands.new"),
        Command("import", "register.commands.import_"),
        Command("export", "register.commands.export"),
        Command("heatmap", "register.commands.heatmap"),
        Command("binder", "register.commands.binder"),
        Command("check", "register.commands.check"),
        Command("repair", "register.commands.repair"),
        Command("restore", "register.commands.restore"),
        Command("list", "register.commands.list_"),
    ),
    checks=CHECKS,
)
