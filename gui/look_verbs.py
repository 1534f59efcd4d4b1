"""The verbs that change how everything looks and what language it speaks."""

from __future__ import annotations

from gui.preferences import NORMAL_ZOOM, ZOOMS
from gui.verbs import Verbs
from register import i18n


class LookVerbs(Verbs):
    """Theme, density, size of texts, motion, language; each is kept, and in force at once."""

    def choose_theme(self, key: str) -> None:
        """Put another theme in force."""
        self._choose("theme", key)

    def choose_density(self, key: str) -> None:
        """Show more or less in the same room."""
        self._choose("density", key)

    def choose_zoom(self, key: str) -> None:
        """Show texts in another size, in per cent."""
        self._choose("zoom", key)

    def choose_motion(self, key: str) -> None:
        """Let things move, or nothing."""
        self._choose("motion", key)

    def zoom_in(self) -> None:
        """Show everything a step larger."""
        self._zoom_by(1)

    def zoom_out(self) -> None:
        """Show everything a step smaller."""
        self._zoom_by(-1)

    def zoom_normal(self) -> None:
        """Show everything in its normal size."""
        self.choose_zoom(str(NORMAL_ZOOM))

    def choose_language(self, key: str) -> None:
        """Speak another language from now on."""
        if self._window.may_leave():
            self._session.preferences.choose(language=key)
            i18n.set_language(key)
            self._window.spoke.emit()
            self._window.apply_theme()

    def full_screen(self) -> None:
        """Use the whole screen, or the window again."""
        window = self._window.window()
        window.showNormal() if window.isFullScreen() else window.showFullScreen()

    def choose_columns(self) -> None:
        """Offer the columns of the list that is shown."""
        page = self._window.page
        if page is not None and page.lists is not None:
            page.lists.open_column_menu()

    # inside ------------------------------------------------------------------------------

    def _zoom_by(self, steps: int) -> None:
        place = ZOOMS.index(self._session.preferences.zoom) + steps
        if 0 <= place < len(ZOOMS):
            self.choose_zoom(str(ZOOMS[place]))

    def _choose(self, name: str, key: str) -> None:
        self._session.preferences.remember(name, key)
        self._session.preferences.flush()
        self._window.apply_theme()
