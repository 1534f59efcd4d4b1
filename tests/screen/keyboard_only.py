"""Makes a small register and its printed binder with the keyboard alone, on a real window.

    python -m tests.screen.keyboard_only OUT [--lang zh_CN]

Starts a screen (Xvfb), a window manager (openbox) and the program, and presses keys (xdotool) as
somebody would who has never seen it: from the start page to a binder. What came of it is read
from outside, by the command line and in the pages of the PDF. Pictures of the way go to OUT.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.screen.story import STORIES, Story
from tests.screen.typist import ROOT, Typist

NEEDED = ("Xvfb", "openbox", "xdotool", "scrot", "pdfinfo", "pdftotext")
SIZE = "1280x800"
OVERVIEW, RISKS, HEAT_MAP, PLANS, TEAMS, PEOPLE, DRILLS, BINDERS = (
    f"ctrl+{n}" for n in range(1, 9)
)
LEAST_PAGES = 6
LONG_S = 3.0


class Walk:
    """The way from the start page to the paper; each step ends when the register holds it."""

    def __init__(self, typist: Typist, story: Story, binder: Path, print_: Path) -> None:
        self.typist, self.story = typist, story
        self._binder, self._print = binder, print_

    def go(self) -> None:
        """Go all of it."""
        self.begin()
        self.people()
        self.risks()
        self.plan()
        self.team()
        self.drill()
        self.link()
        self.look_at_the_map()
        self.save_binder()
        self.print_binder()
        self.undo_and_redo()
        self.quit()

    def begin(self) -> None:
        """Make a register from the start page, and name it."""
        do, story = self.typist, self.story
        do.wait_front("Muster")
        time.sleep(2 * LONG_S)  # the page is filled a while after the window is painted
        do.look("start")
        do.press("Tab", "Return")
        do.wait_front("New register", "新建登记册")
        do.type(str(do.register))
        do.look("new-register")
        do.press("Return")
        do.wait("the register is there", do.register.exists)
        do.wait_front("Risk register", "风险登记册")
        do.press("alt+Return")
        do.wait_front("Properties", "属性")
        do.press("ctrl+a")
        do.fill(story.title, story.organisation)
        do.look("properties")
        do.press("Escape")
        do.wait_front(story.title)

    def people(self) -> None:
        """Write down a unit, and people with their numbers."""
        do, story = self.typist, self.story
        for n, (name, post, number) in enumerate(story.people):
            do.press(PEOPLE, "ctrl+n")
            do.fill(name, post)
            if n:
                do.pick(story.unit)
            else:  # it does not exist yet
                do.type(story.unit)
                do.press("Return", "Tab")
                do.look("new-unit")
                do.press("Return")
            do.wait_for("people", n + 1, unit=story.unit)
            self._part(PEOPLE, "Right")
            do.press("Return")
            do.fill(number)
            do.wait_for("phones", 1, number=number)
        do.look("people")
        do.wait_for("units", 1, name=story.unit)

    def risks(self) -> None:
        """Write down risks, and rate each as it is and as it will be."""
        do, story = self.typist, self.story
        for n, (title, cause, event, consequence, now, later) in enumerate(story.risks):
            do.press(RISKS, "ctrl+n")
            do.fill(title, "", "", "", "", cause, event, consequence, "", "", "", "")
            do.pick(story.unit)
            do.press("Tab")
            do.pick(story.people[n][0])
            do.wait_for("risks", 1, title=title, cause=cause, owner=story.people[n][0])
            do.press(RISKS, "Tab", "Tab", "Left", "Tab", "Tab")  # past Close… and the method
            self._rate(now)
            do.wait_for("risks", 1, title=title, current_score=now[0] * now[1])
            do.press("Tab", "Tab", "Tab", "space", "shift+Tab", "shift+Tab", "shift+Tab")
            self._rate(later)
            do.wait_for("risks", 1, title=title, residual_score=later[0] * later[1])
            do.look(f"risk-{n + 1}")

    def plan(self) -> None:
        """Write a plan, approve it, and give it its steps."""
        do, story = self.typist, self.story
        title, scope, trigger = story.plan
        do.press(PLANS, "ctrl+n")
        do.fill(title, "", "")
        do.press("Down", "Down", "Tab")
        do.fill(scope, trigger)
        do.wait_for("plans", 1, title=title, trigger=trigger, status="approved")
        self._part(PLANS, "Left")
        do.press("Return")
        for step in story.steps:
            do.fill(*step)
        do.look("steps")
        do.press("Escape")
        for n, (action, post, minutes) in enumerate(story.steps, 1):
            do.wait_for("steps", 1, action=action, post=post, minutes=int(minutes), position=n)

    def team(self) -> None:
        """Make a team with a lead and an alternate."""
        do, story = self.typist, self.story
        name, place = story.team
        do.press(TEAMS, "ctrl+n")
        do.fill(name, "", "", place)
        do.wait_for("teams", 1, name=name, place=place)
        for n, (role, post) in enumerate(zip(("lead", "alternate"), story.posts, strict=True)):
            self._part(TEAMS, *([] if n else ["Right"]))
            do.press("Return")
            do.fill(post)
            do.press("Home", *["Down"] * (n + 1), "Tab")
            do.pick(story.people[n][0])
            do.wait_for("memberships", 1, post=post, role=role, person=story.people[n][0])
        do.look("posts")

    def drill(self) -> None:
        """Plan a drill, and log a line."""
        do, story = self.typist, self.story
        title, place = story.drill
        do.press(DRILLS, "ctrl+n")
        do.fill(title, "", "", "", "2027-03-01 10:00", "", place)
        do.wait_for("drills", 1, title=title, place=place)
        self._part(DRILLS, "Left")
        do.press("Tab", "Tab")
        do.type(story.entry)
        do.look("log")
        do.press("Return")
        do.wait_for("log", 1, text=story.entry)

    def link(self) -> None:
        """Tie the risk to the plan, the plan to the team, the drill to the plan."""
        do, story = self.typist, self.story
        self._part(PLANS, "Right", "Right")
        do.press("Return")
        do.pick(story.risks[0][0])
        do.wait("the plan answers the risk", lambda: bool(do.records("plans")[0]["risks"]))
        self._part(PLANS, "Right")
        do.press("Return")
        do.pick(story.team[0])
        do.wait("it calls the team", lambda: bool(do.records("plans")[0]["teams"]))
        self._part(DRILLS, "Right", "Right")
        do.press("Return")
        do.pick(story.plan[0])
        do.wait("the drill rehearses it", self._rehearsed)
        do.look("drill-linked")
        do.press(PLANS, "Tab", "Left", "Left", "Left")
        do.look("plan-linked")

    def look_at_the_map(self) -> None:
        """Go to the worst cell of the heat map, from there to its risks, then to the overview."""
        do = self.typist
        do.press(HEAT_MAP)
        do.wait_front("Heat map", "热力图")
        time.sleep(LONG_S)  # the figure is drawn when it is first shown
        do.press("Left")
        do.look("heat-map")
        do.press("Return")
        do.wait_front("Risks", "风险 —")
        do.look("risks-of-the-cell")
        do.press(OVERVIEW)
        do.wait_front("Overview", "总览")
        do.look("overview")

    def save_binder(self) -> None:
        """Choose who holds it, and save it."""
        do = self.typist
        do.press(BINDERS, "alt+o")
        do.type(self.story.holder)
        self._ask("alt+s", "Save PDF", "保存 PDF")
        do.type(str(self._binder))
        do.press("Return")
        do.wait("the binder is saved", self._binder.exists)
        do.look("binder")
        self._read(self._binder)

    def print_binder(self) -> None:
        """Print it to a file, through the system's dialog."""
        do = self.typist
        self._ask("alt+i", "Print", "打印")
        do.press("Tab", "Tab", "ctrl+a")
        do.type(str(self._print))
        do.look("print")
        do.press("Return")
        do.wait("the binder is printed", lambda: _pages(self._print) == _pages(self._binder))
        do.look("printed")

    def undo_and_redo(self) -> None:
        """Take the last change back, and do it again."""
        do = self.typist
        do.press(OVERVIEW, "ctrl+z")
        do.wait("the last link is taken back", lambda: not self._rehearsed())
        do.look("undone")
        do.press("ctrl+y")
        do.wait("and is there again", self._rehearsed)

    def quit(self) -> None:
        """End the program by its key, and look at what it leaves."""
        do = self.typist
        do.press("ctrl+q")
        do.wait("the window is closed", lambda: not do.title())
        checked = do.command("check", str(do.register))
        do.wait("the register is sound", lambda: checked.returncode == 0)

    # inside ------------------------------------------------------------------------------

    def _part(self, page: str, *ways: str) -> None:
        """Go to the first thing under a tab of the record that is chosen on a page."""
        self.typist.press(page, "Tab", *ways, "Tab")

    def _rate(self, place: tuple[int, int]) -> None:
        """Choose a cell of the small matrix from its lower left, and say why."""
        do = self.typist
        do.press(*["Down"] * 5, *["Left"] * 5)
        do.press(*["Up"] * (place[0] - 1), *["Right"] * (place[1] - 1), "Return")
        do.type(self.story.reason)
        do.press("Tab", "Tab", "Tab", "Tab", "Tab", "Return")

    def _ask(self, key: str, *titles: str) -> None:
        """Press a key until its dialog is there: the button waits for the pages."""
        do = self.typist

        def asked() -> bool:
            if any(title == do.title() for title in titles):
                return True
            do.press(key)
            return False

        do.wait(f"{key} asks: {titles[0]}", asked)

    def _rehearsed(self) -> bool:
        """Tell whether the drill names its plan."""
        return bool(self.typist.records("drills")[0]["plans"])

    def _read(self, binder: Path) -> None:
        """See that what was typed is on the pages."""
        done = subprocess.run(
            ["pdftotext", "-layout", str(binder), "-"], capture_output=True, text=True, check=True
        )
        text, story = "".join(done.stdout.split()), self.story
        typed = [story.title, story.holder, story.plan[0], story.team[0], story.drill[0]]
        typed += [part for person in story.people for part in person]
        typed += [risk[0] for risk in story.risks] + [step[0] for step in story.steps]
        typed += [story.entry, *story.posts]
        lost = [words for words in typed if "".join(words.split()) not in text]
        self.typist.wait(f"everything typed is in print {lost or ''}", lambda: not lost)
        pages = _pages(binder)
        self.typist.wait(f"{pages} pages", lambda: pages >= LEAST_PAGES)


def _pages(file: Path) -> int:
    """Return how many pages a PDF has, 0 while there is none."""
    done = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=False)
    found = re.search(r"^Pages:\s+(\d+)", done.stdout, re.MULTILINE)
    return int(found.group(1)) if found else 0


@contextmanager
def _screen(display: str, environment: dict[str, str]) -> Iterator[None]:
    """A screen with a window manager, both ended at the end."""
    started = []
    try:
        for command in (["Xvfb", display, "-screen", "0", f"{SIZE}x24"], ["openbox"]):
            quiet = subprocess.DEVNULL
            started.append(subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet))
            time.sleep(1.5)
        yield
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def try_it(out: Path, lang: str, display: str) -> None:
    """Start everything in a fresh home, and walk."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        kept = {key: value for key, value in os.environ.items() if not key.startswith("QT_")}
        environment = kept | {
            "DISPLAY": display,
            "HOME": folder,
            "LANG": f"{lang}.UTF-8" if "_" in lang else f"{lang}_GB.UTF-8",
            "MUSTER_DATA": str(home / "data"),
        }
        register = home / f"{STORIES[lang].file}.muster"
        typist = Typist(out, register, environment)
        with _screen(display, environment):
            command = [sys.executable, "main.py", "--lang", lang]
            program = subprocess.Popen(command, cwd=ROOT, env=environment)
            try:
                walk = Walk(typist, STORIES[lang], out / "binder.pdf", out / "printed.pdf")
                walk.go()
                typist.wait("the program has ended", lambda: program.poll() == 0)
            finally:
                program.terminate()
                program.wait()
        shutil.copyfile(register, out / register.name)


def main(arguments: Sequence[str]) -> int:
    """Try it in one language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--lang", choices=sorted(STORIES), default="en")
    parser.add_argument("--display", default=":57")
    args = parser.parse_args(arguments)
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        print(f"needed: {', '.join(missing)}", file=sys.stderr)
        return 2
    args.out.mkdir(parents=True, exist_ok=True)
    try_it(args.out.resolve(), args.lang, args.display)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
