"""What the register brings to the program; imported when the catalogue is wanted."""

import register
from register.binder.sections import SECTIONS
from register.catalog import Catalog, Command
from register.entities import ENTITIES
from register.follow_up import FOLLOW_UP_CHECKS
from register.migrations import REGISTER
from register.standing import CHECKS
from register.watching.checks import CHECKS as WATCHING
from register.watching.deeds import follow

CATALOG = Catalog(
    entities=ENTITIES,
    migrations=(REGISTER,),
    sections=SECTIONS,
    commands=tuple(Command(name, module) for name, module in register.COMMANDS.items()),
    checks=CHECKS + WATCHING + FOLLOW_UP_CHECKS,
    followers=(follow,),
)
