"""The register: records, rules, and storage. Imports no Qt.

Here stand only the names of its commands; register.contents holds what it brings.
"""

COMMANDS = {
    "new": "register.commands.new",
    "import": "register.commands.import_",
    "export": "register.commands.export",
    "heatmap": "register.commands.heatmap",
    "binder": "register.commands.binder",
    "check": "register.commands.check",
    "repair": "register.commands.repair",
    "restore": "register.commands.restore",
    "list": "register.commands.list_",
}
"""Name and module of each command."""
