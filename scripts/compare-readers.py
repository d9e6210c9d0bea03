"""Prints what openpyxl reads in an .xlsx file, as JSON: {sheets: [{name, cells: [[address, type, value, serial]]}]}, or {refusal: why}.

Usage: python3 compare-readers.py FILE.xlsx. Types: s text, n number, b yes/no, d date (ISO text; serial beside it), e error.
"""

import datetime
import json
import sys
import warnings

import openpyxl
from openpyxl.utils.datetime import to_excel

warnings.simplefilter("ignore")


def cell(found, epoch):
    value = found.value
    if isinstance(value, bool):
        return [found.coordinate, "b", value, None]
    if isinstance(value, (int, float)):
        return [found.coordinate, "n", value, None]
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)):
        return [found.coordinate, "d", value.isoformat() if hasattr(value, "isoformat") else str(value), to_excel(value, epoch)]
    return [found.coordinate, "e" if found.data_type == "e" else "s", str(value), None]


def read(path):
    book = openpyxl.load_workbook(path, data_only=True)
    return [
        {"name": sheet.title, "cells": [cell(c, book.epoch) for row in sheet.iter_rows() for c in row if c.value is not None]}
        for sheet in book.worksheets
    ]


try:
    document = {"sheets": read(sys.argv[1])}
except Exception as error:  # Whatever a reader throws on a file is its answer to it.
    document = {"refusal": f"{type(error).__name__}: {error}"}
json.dump(document, sys.stdout)
