"""Everything the menus hold, as data: words, shortcut, icon, and what each needs to be enabled.

Words are marked here and translated when the menus are built; "&" stands before the key.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QAction

from register.i18n import N_


class Needs(Enum):
    """What must be so for an action to be enabled."""

    NOTHING = 0
    BOOK = 1
    WRITABLE = 2


@dataclass(frozen=True, slots=True)
class Verb:
    """One action; ``key`` is the name of the method that does it."""

    key: str
    text: str
    tip: str
    shortcuts: tuple[str, ...] = ()
    sign: str = ""
    needs: Needs = Needs.BOOK
    role: QAction.MenuRole = QAction.MenuRole.NoRole


SEPARATOR = ""
VERBS = (
    Verb("new_register", N_("&New register…"), N_("Make a new, empty register"),
         ("Ctrl+Shift+N",), "new-file", Needs.NOTHING),
    Verb("open_register", N_("&Open…"), N_("Open a register"), ("Ctrl+O",), "open", Needs.NOTHING),
    Verb("open_sample", N_("Open the &sample"), N_("Open a filled example to look around in"),
         (), "file", Needs.NOTHING),
    Verb("save_copy", N_("Save a &copy as…"), N_("Write the register to another file"),
         ("Ctrl+Shift+S",), "save"),
    Verb("make_snapshot", N_("&Back up now"), N_("Make a snapshot of the register"),
         ("Ctrl+S",), "backup", Needs.WRITABLE),
    Verb("restore_snapshot", N_("&Restore from backup…"), N_("Go back to a snapshot"),
         (), "restore"),
    Verb("import_file", N_("&Import…"), N_("Bring risks in from a spreadsheet"),
         ("Ctrl+I",), "import", Needs.WRITABLE),
    Verb("pick_risks", N_("Add from the librar&y…"), N_("Pick risks from the starter library"),
         (), "category", Needs.WRITABLE),
    Verb("export_list", N_("This &list…"), N_("Write what the list shows to a file"),
         ("Ctrl+E",), "export"),
    Verb("print_list", N_("Prin&t…"), N_("Print the list or the binder that is shown"),
         ("Ctrl+P",), "print"),
    Verb("export_register", N_("Whole &register…"),
         N_("Write the whole register to a spreadsheet or a JSON file"), (), "database"),
    Verb("show_properties", N_("&Properties…"), N_("Title, organisation and number prefix"),
         ("Alt+Return",), "info"),
    Verb("close_register", N_("C&lose register"), N_("Close the register"), ("Ctrl+W",), "close"),
    Verb("quit", N_("&Quit"), N_("Close the program"), ("Ctrl+Q",), "quit", Needs.NOTHING,
         QAction.MenuRole.QuitRole),
    Verb("undo", N_("&Undo"), N_("Take the latest change back"), ("Ctrl+Z",), "undo"),
    Verb("redo", N_("&Redo"), N_("Bring the undone change back"),
         ("Ctrl+Y", "Ctrl+Shift+Z"), "redo"),
    Verb("cut", N_("Cu&t"), N_("Cut the selected text"), ("Ctrl+X",), "cut", Needs.NOTHING),
    Verb("copy", N_("&Copy"), N_("Copy the selected text or rows"), ("Ctrl+C",), "copy",
         Needs.NOTHING),
    Verb("paste", N_("&Paste"), N_("Put in the text or the rows that were copied"),
         ("Ctrl+V",), "paste", Needs.NOTHING),
    Verb("select_all", N_("&Select all"), N_("Select the whole text or every row"), ("Ctrl+A",)),
    Verb("clone_records", N_("Dup&licate"), N_("Make a copy of each chosen record"),
         ("Ctrl+D",), "copy", Needs.WRITABLE),
    Verb("edit_selected", N_("&Edit selected…"), N_("Give many records the same values"),
         ("Ctrl+Shift+E",), "edit", Needs.WRITABLE),
    Verb("delete_records", N_("&Delete"), N_("Delete the chosen records"),
         ("Ctrl+Del",), "trash", Needs.WRITABLE),
    Verb("search", N_("&Filter…"), N_("Go to the filter of the page"), ("Ctrl+F",), "filter"),
    Verb("find_anything", N_("Find &anything…"), N_("Find a record or a command by a few letters"),
         ("Ctrl+K",), "search", Needs.NOTHING),
    Verb("new_record", N_("&New record"), N_("Add a record to the list that is shown"),
         ("Ctrl+N",), "add", Needs.WRITABLE),
    Verb("choose_columns", N_("&Columns…"), N_("Choose the columns of the list that is shown"), (),
         "columns"),
    Verb("zoom_in", N_("&Larger"), N_("Show everything larger"), ("Ctrl++", "Ctrl+="), "zoom-in",
         Needs.NOTHING),
    Verb("zoom_out", N_("&Smaller"), N_("Show everything smaller"), ("Ctrl+-",), "zoom-out",
         Needs.NOTHING),
    Verb("zoom_normal", N_("&Normal size"), N_("Show everything in its normal size"), ("Ctrl+0",),
         "", Needs.NOTHING),
    Verb("show_messages", N_("&Messages"), N_("Read the latest messages again"), ("F8",), "log",
         Needs.NOTHING),
    Verb("go_to_notice", N_("Go to the m&essage"),
         N_("Put the focus on the message at the foot of the page"), ("F6",), "down",
         Needs.NOTHING),
    Verb("full_screen", N_("&Full screen"), N_("Use the whole screen, or the window again"),
         ("F11",), "zoom-fit", Needs.NOTHING),
    Verb("check_register", N_("Chec&k the register…"),
         N_("Look for damage in the file, its references and its history"), (), "check-circle"),
    Verb("compare_files", N_("Compare with another &file…"),
         N_("See what another file of this register has, and what it lacks"), (), "copy"),
    Verb("sign_as", N_("Sign changes &as…"), N_("Who stands beside each change"), (), "edit",
         Needs.NOTHING),
    Verb("show_settings", N_("&Settings…"), N_("Name, language, theme, density and snapshots"),
         ("Ctrl+,",), "settings", Needs.NOTHING, QAction.MenuRole.PreferencesRole),
    Verb("show_manual", N_("&Manual"), N_("Read about what is shown"), ("F1",), "help",
         Needs.NOTHING),
    Verb("show_shortcuts", N_("&Keyboard shortcuts"), N_("See every key of the program"),
         ("Ctrl+/",), "keyboard", Needs.NOTHING),
    Verb("show_licences", N_("&Licences"), N_("See what Muster stands on"), (), "file",
         Needs.NOTHING),
    Verb("about", N_("&About Muster"), N_("See the versions and where files are kept"), (), "info",
         Needs.NOTHING, QAction.MenuRole.AboutRole),
)  # fmt: skip
BY_KEY = {verb.key: verb for verb in VERBS}

RECENT, PLACE_LIST, THEMES, TONGUES = "*recent", "*places", "*themes", "*tongues"
DENSITIES, ZOOMS = "*densities", "*zooms"
ZOOM_VERBS = ("zoom_in", "zoom_out", "zoom_normal")
EXPORTS, EXPORT_VERBS = "*exports", ("export_list", "export_register")
MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("&File"), (
        "new_register", "open_register", RECENT, SEPARATOR,
        "save_copy", "make_snapshot", "restore_snapshot", SEPARATOR,
        "import_file", "pick_risks", EXPORTS, "print_list", "show_properties", SEPARATOR,
        "close_register", "quit",
    )),
    (N_("&Edit"), (
        "undo", "redo", SEPARATOR, "cut", "copy", "paste", "select_all", SEPARATOR,
        "clone_records", "edit_selected", "delete_records",
        SEPARATOR, "search", "find_anything",
    )),
    (N_("&View"), (
        "choose_columns", DENSITIES, ZOOMS, SEPARATOR, THEMES, TONGUES, SEPARATOR,
        "show_messages", "go_to_notice", SEPARATOR, "full_screen",
    )),
    (N_("&Register"), ("new_record", SEPARATOR, PLACE_LIST)),
    (N_("&Tools"), ("check_register", "compare_files", SEPARATOR, "sign_as", "show_settings")),
    (N_("&Help"), (
        "show_manual", "show_shortcuts", "open_sample", SEPARATOR, "show_licences", "about",
    )),
)  # fmt: skip
