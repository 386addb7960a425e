"""Which fields hold ids of other tables: with them the index finds what points to an entry.

The tables' own foreign keys in ``datapackage.json`` are the truth; ``tests/dataset/test_model.py`` compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping

LINKS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "document": (("source_id", "sources"),),
    "events": (("actors", "actors"), ("paragraphs", "document"), ("follows", "events"), ("source_ids", "sources")),
    "actors": (("affiliation", "actors"), ("source_ids", "sources")),
    "relations": (("from_actor", "actors"), ("to_actor", "actors"), ("source_ids", "sources")),
    "series": (
        ("reporter", "actors"),
        ("partner", "actors"),
        ("corridor_id", "corridors"),
        ("target_of", "series"),
        ("price_of", "series"),
        ("value_of", "series"),
        ("share_of", "series"),
        ("part_of", "series"),
    ),
    "observations": (("series_id", "series"), ("document_paragraph", "document"), ("source_id", "sources")),
    "claims": (("paragraph", "document"), ("source_ids", "sources"), ("related", "")),
    "corridors": (
        ("promoters", "actors"),
        ("competes_with", "corridors"),
        ("actor_id", "actors"),
        ("source_ids", "sources"),
    ),
    "segments": (("corridor_id", "corridors"), ("from_node", "nodes"), ("to_node", "nodes")),
    "evidence": (("actors", "actors"), ("paragraphs", "document"), ("related", ""), ("source_ids", "sources")),
    "ratings": (("evidence_id", "evidence"), ("hypothesis_id", "hypotheses")),
    "indicators": (("related", ""), ("source_ids", "sources")),
    "judgements": (
        ("evidence_refs", "evidence"),
        ("claim_refs", "claims"),
        ("indicator_refs", "indicators"),
        ("source_ids", "sources"),
    ),
    "scales": (("source_id", "sources"),),
    "glossary": (("source_ids", "sources"),),
    "questions": (("parent", "questions"), ("source_ids", "sources")),
    "question_series": (("question_id", "questions"), ("series_id", "series")),
    "messages": (("question_id", "questions"),),
    "chart_notes": (("question_id", "questions"), ("source_ids", "sources")),
    "assumptions": (("evidence_refs", "evidence"),),
    "influences": (
        ("from_factor", "factors"),
        ("to_factor", "factors"),
        ("evidence_refs", "evidence"),
        ("source_ids", "sources"),
    ),
    "event_dates": (("event_id", "events"), ("source_id", "sources")),
    "preferences": (("series_id", "series"), ("source_id", "sources")),
}
"""For each table its fields with the table that they name; an empty name stands for references to any."""
