"""Colours that can be read on one another.

The measure is the contrast ratio of WCAG 2.2 (1 to 21; text wants 4.5).
"""

INK = "#1E2428"
PAPER = "#FFFFFF"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two "#RRGGBB" colours."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def text_colour(background: str) -> str:
    """Return ink or paper, whichever reads better on that colour."""
    return max((INK, PAPER), key=lambda colour: contrast(colour, background))


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour between two: ``share`` of the first, the rest of the second."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02X}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
