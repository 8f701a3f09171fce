"""What came of sessions: results, transcripts, disclosure, measures."""
