"""What drills bring to the program; imported when the catalogue is wanted."""

from drills.binder import SECTIONS
from drills.entities import ENTITIES
from drills.events import held_drills
from drills.following import follow
from drills.migrations import DRILLS
from drills.standing import CHECKS
from register.catalog import Catalog

CATALOG = Catalog(
    entities=ENTITIES,
    migrations=(DRILLS,),
    sections=SECTIONS,
    checks=CHECKS,
    followers=(follow,),
    events=(held_drills,),
)
