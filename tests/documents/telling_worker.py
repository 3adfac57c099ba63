"""A reading process that tells what it sees of the server's environment."""

import json
import os
import sys

json.dump({"refused": "DAMAGED", "part": os.environ.get("SECRET_KEY", "")}, sys.stdout)
