"""Pages as people meet them: a served forum, and Chromium."""
