"""The tones: one table. A new one is a line here, and its word `tone_<id>` in each catalogue of locale/.

A tone says how a line is meant. It is carried by a shape and a word as well, never by colour alone; the word speaks of the
line it stands at, never of the person who reads it.
"""

from __future__ import annotations

from typing import NamedTuple

from rulebook.design.neutrals import NEUTRALS, Pair


class Tone(NamedTuple):
    """`edge` also colours words and sign, `ground` lies under them. `sign`: path data in 24 by 24 units, filled even-odd."""

    id: str
    edge: Pair
    ground: Pair
    sign: str
    about: str
    dashed: bool = False

    @property
    def word(self) -> str:
        """The key of its interface word."""
        return f"tone_{self.id}"


TO_DO, NO_ANSWER, NEUTRAL = "act", "silent", "plain"  # those that stages ask for by name; NEUTRAL where an outcome names none

# In the order in which signs are explained.
_TABLE = (
    Tone(
        TO_DO,
        Pair("#2546b0", "#9db4ff"),
        Pair("#eaeefb", "#20263d"),
        "M2 4h12.6L22 12l-7.4 8H2Zm4 6.8v2.4h6.2l-2.3 2.4 1.7 1.7L16.6 12l-5-5.3-1.7 1.7 2.3 2.4Z",
        "something to do",
    ),
    Tone(
        "good",
        Pair("#1d6b43", "#7fce9f"),
        Pair("#e8f4ec", "#192a22"),
        "M12 1.5a10.5 10.5 0 1 1 0 21 10.5 10.5 0 0 1 0-21ZM7.9 11l-1.7 1.7 4.4 4.4 7.3-8.2-1.8-1.6-5.6 6.3Z",
        "in the reader's favour",
    ),
    Tone(
        "caution",
        Pair("#8a5a00", "#e6b759"),
        Pair("#fbf1dc", "#2f2718"),
        "M12 1.8 23.4 22H.6Zm-1.4 7 .5 6.7h1.8l.5-6.7Zm1.4 8.3a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8Z",
        "not certain",
    ),
    Tone(
        "stop",
        NEUTRALS["fault"],
        Pair("#fbeaea", "#361f22"),
        "M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6Zm-1.6 9v3h12v-3Z",
        "closed",
    ),
    Tone(NEUTRAL, NEUTRALS["ink-quiet"], NEUTRALS["sunken"], "M3 10.2h18v3.6H3Z", "neither here nor there, as without a tone"),
    Tone(
        NO_ANSWER,
        Pair("#5b5568", "#b9b2c6"),
        Pair("#f1eff4", "#26232d"),
        # a ring of eight dashes, and a question mark
        "M22.8 12A10.8 10.8 0 0 1 21.6 16.9L19.8 16A8.8 8.8 0 0 0 20.8 12Z"
        "M19.6 19.6A10.8 10.8 0 0 1 15.3 22.3L14.7 20.4A8.8 8.8 0 0 0 18.2 18.2Z"
        "M12 22.8A10.8 10.8 0 0 1 7.1 21.6L8 19.8A8.8 8.8 0 0 0 12 20.8Z"
        "M4.4 19.6A10.8 10.8 0 0 1 1.7 15.3L3.6 14.7A8.8 8.8 0 0 0 5.8 18.2Z"
        "M1.2 12A10.8 10.8 0 0 1 2.4 7.1L4.2 8A8.8 8.8 0 0 0 3.2 12Z"
        "M4.4 4.4A10.8 10.8 0 0 1 8.7 1.7L9.3 3.6A8.8 8.8 0 0 0 5.8 5.8Z"
        "M12 1.2A10.8 10.8 0 0 1 16.9 2.4L16 4.2A8.8 8.8 0 0 0 12 3.2Z"
        "M19.6 4.4A10.8 10.8 0 0 1 22.3 8.7L20.4 9.3A8.8 8.8 0 0 0 18.2 5.8Z"
        "M7.9 9.4a4.1 4.1 0 1 1 5.2 3.95v1.15h-2.2v-3.1h1.1a2 2 0 1 0-2-2Z"
        "M12 15.7a1.4 1.4 0 1 1 0 2.8 1.4 1.4 0 0 1 0-2.8Z",
        "what the sources do not say",
        dashed=True,
    ),
)
TONES = {tone.id: tone for tone in _TABLE}
