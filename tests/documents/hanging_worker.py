"""A reading process that never ends."""

import time

time.sleep(60)
