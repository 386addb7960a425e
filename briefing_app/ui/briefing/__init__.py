"""Export briefing: choices beside a live preview, presets, the list of exports, and a colleague's briefing opened."""
