"""Write the golden minutes and the reference pages again: python -m tests.regenerate_golden.

Read what changed before it is committed.
"""

from tests.support.golden import MINUTES, golden_path, minutes
from tests.support.reference_pages import pages

for session in MINUTES:
    golden_path(*session).write_text(minutes(*session))
for path, text in pages().items():
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
