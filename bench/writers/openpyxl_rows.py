"""python3 openpyxl_rows.py RECORDS OUT ROWS: openpyxl, write only"""
import json, sys
import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter

with open(sys.argv[1], encoding="utf-8") as file:
    made = json.load(file)
rows = int(sys.argv[3])
book = openpyxl.Workbook(write_only=True)
line = Side(style="thin", color="FF000000")
for name, style in made["styles"].items():
    named = NamedStyle(name, Font(name=style["font"], size=10.5), number_format=style["format"])
    named.border = Border(left=line, right=line, top=line, bottom=line)
    named.alignment = Alignment(horizontal=style["align"], vertical="center")
    if "fill" in style:
        named.fill = PatternFill("solid", fgColor="FF" + style["fill"])
    book.add_named_style(named)
sheet = book.create_sheet("企业名录")
for at, width in enumerate(made["widths"]):
    sheet.column_dimensions[get_column_letter(at + 1)].width = width
sheet.freeze_panes = "C2"
sheet.auto_filter.ref = f"A1:{get_column_letter(len(made['looks']))}{rows + 1}"


def cell(value, look):
    made_cell = WriteOnlyCell(sheet, value=value)
    made_cell.style = look
    return made_cell


sheet.row_dimensions[1].height = 24
sheet.append([cell(text, "header") for text in made["header"]])
records, looks = made["records"], made["looks"]
for at in range(1, rows + 1):
    row = list(records[(at - 1) % len(records)])
    row[0] = at
    row[1] += f"第{at}分公司"
    sheet.row_dimensions[at + 1].height = 20
    sheet.append([cell(value, looks[column]) for column, value in enumerate(row)])
book.save(sys.argv[2])
