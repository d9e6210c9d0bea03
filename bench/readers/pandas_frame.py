"""pandas.read_excel with its default engine, everything as it comes."""
import json, resource, sys
import pandas

frame = pandas.read_excel(sys.argv[1], header=None)
texts = int(sum(frame[column].map(lambda value: len(value) if isinstance(value, str) else 0).sum() for column in frame))
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"cells": int(frame.notna().sum().sum()), "texts": texts, "megabytes": used.ru_maxrss // 1024, "processor": used.ru_utime + used.ru_stime}))
