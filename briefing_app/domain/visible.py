"""Signs that steer instead of being read, such as those that turn the order of letters, made visible."""

from __future__ import annotations

import re

# Turning signs, the marks of direction without a width, other control signs but tab and line ends, signs of
# annotation, shadow letters, and halves of surrogate pairs. Joiners and the two marks of direction stay: Persian
# and Pashto are written with them, and they turn nothing.
_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Returns a text in which steering signs are shown instead of obeyed: U+202E reads ``[U+202E]``.

    Tab and line ends stay; whoever prints in one line replaces them.

    Args:
        text: Text of others.
    """
    if text.isascii() and text.isprintable():
        return text
    return _STEERING.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", text)
