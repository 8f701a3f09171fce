"""Results of sessions, their transcripts, disclosure and measures."""
