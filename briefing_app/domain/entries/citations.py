"""Sources as one-line citations, and the codes of the data in running words made into them."""

from __future__ import annotations

import re

from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import published_words

_CODE = re.compile(r"\b[a-z][a-z0-9]*(?:-[a-z0-9]+)*-\d{4,8}[a-z]?\b")
"""What the code of a source looks like; it is one only if the data hold a source of this code."""


def without_codes(dataset: Dataset, text: str) -> str:
    """Returns a text in which the code of a source is said as publisher and date.

    Args:
        dataset: The data that hold the sources.
        text: Words in which an author may have named a source by its code.
    """

    def cite(found: re.Match[str]) -> str:
        source = dataset.find("sources", found.group())
        return f"{source.publisher}, {published_words(source, short=True)}" if source is not None else found.group()

    return _CODE.sub(cite, text)
