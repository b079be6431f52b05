"""A peer that measures nothing: the work's name says what to answer."""

import json
import sys

for line in sys.stdin:
    request = json.loads(line)
    work = request["work"]
    if work == "die":
        sys.exit(3)
    if work == "babble":
        print("no JSON")
    elif work == "unknown":
        print(json.dumps({"error": request["peer"] + " has no work named unknown"}))
    else:
        print(json.dumps({"seconds": request["seconds"] / 2, "calls": 2, "variant": "blocked, twice", "version": "1.2"}))
    sys.stdout.flush()
