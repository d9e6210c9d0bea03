"""python3 xlsxwriter_rows.py RECORDS OUT ROWS: XlsxWriter in constant memory, each value by the method of its type"""
import json, sys
import xlsxwriter

with open(sys.argv[1], encoding="utf-8") as file:
    made = json.load(file)
rows = int(sys.argv[3])
book = xlsxwriter.Workbook(sys.argv[2], {"constant_memory": True})


def look(style):
    parts = {"font_name": style["font"], "font_size": 10.5, "border": 1, "align": style["align"], "valign": "vcenter", "num_format": style["format"]}
    if "fill" in style:
        parts["bg_color"] = "#" + style["fill"]
    return book.add_format(parts)


looks = {name: look(style) for name, style in made["styles"].items()}
columns = [looks[name] for name in made["looks"]]
sheet = book.add_worksheet("企业名录")
for at, width in enumerate(made["widths"]):
    sheet.set_column(at, at, width)
sheet.freeze_panes(1, 2)
sheet.autofilter(0, 0, rows, len(columns) - 1)
sheet.set_row(0, 24)
for at, text in enumerate(made["header"]):
    sheet.write_string(0, at, text, looks["header"])
records = made["records"]
for at in range(1, rows + 1):
    row = list(records[(at - 1) % len(records)])
    row[0] = at
    row[1] += f"第{at}分公司"
    sheet.set_row(at, 20)
    for column, value in enumerate(row):
        if value is None:
            sheet.write_blank(at, column, None, columns[column])
        elif isinstance(value, str):
            sheet.write_string(at, column, value, columns[column])
        else:
            sheet.write_number(at, column, value, columns[column])
book.close()
