"""What the register brings to the program; imported when the catalogue is wanted."""

import register
from register.binder.sections import SECTIONS
from register.catalog import Catalog, Command
from register.checking import CHECKING_CHECKS
from register.entities import ENTITIES
from register.follow_up import FOLLOW_UP_CHECKS
from register.identifying.checks import IDENTIFYING_CHECKS
from register.migrations import REGISTER
from register.rules import follow as follow_treatment
from register.standing import CHECKS
from register.treatment_checks import TREATMENT_CHECKS
from register.watching.checks import CHECKS as WATCHING
from register.watching.deeds import follow
from register.watching.escalation_checks import ESCALATION_CHECKS

CATALOG = Catalog(
    entities=ENTITIES,
    migrations=(REGISTER,),
    sections=SECTIONS,
    commands=tuple(Command(name, module) for name, module in register.COMMANDS.items()),
    checks=CHECKS
    + IDENTIFYING_CHECKS
    + TREATMENT_CHECKS
    + FOLLOW_UP_CHECKS
    + WATCHING
    + ESCALATION_CHECKS
    + CHECKING_CHECKS,
    followers=(follow, follow_treatment),
)
