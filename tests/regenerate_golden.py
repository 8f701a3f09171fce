"""Write the golden minutes again: python -m tests.regenerate_golden; then read what changed."""

from tests.test_talks import MINUTES, golden_path, minutes

for session in MINUTES:
    golden_path(*session).write_text(minutes(*session))
