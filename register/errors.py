"""What can go wrong, told apart by who can mend it.

The text of a RegisterError is one sentence for the person and is shown as it is.
"""


class RegisterError(Exception):
    """A failure that the user can read and act on."""


class FieldError(RegisterError):
    """One field's value cannot be accepted."""


class NotARegisterError(RegisterError):
    """The file is missing, or is no Muster register."""


class NewerFileError(RegisterError):
    """The file was written by a later version of the program."""


class DamagedError(RegisterError):
    """The file is a register, but its content cannot be trusted."""


class StrangeSchemaError(DamagedError):
    """The file holds tables, triggers or views that this program did not make."""


class ReadOnlyError(RegisterError):
    """The register is open for reading only."""


class LockedError(RegisterError):
    """Someone else has the register open."""


class BusyError(RegisterError):
    """Another program or a running task holds the register at this moment."""


class StorageError(RegisterError):
    """The disk refused: full, gone, or not writable."""


class ImportFileError(RegisterError):
    """A file to import cannot be read."""


class Cancelled(Exception):  # noqa: N818 - a control signal, not a fault
    """The user stopped a long task."""
