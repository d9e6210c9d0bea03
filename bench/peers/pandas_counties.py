"""pandas_counties.py FOLDER OUT ENGINE: what an analyst writes first for the same work with pandas: rosters of all counties in, database and consolidated workbook out.

ENGINE writes the workbook: xlsxwriter or openpyxl.
"""

import os
import sqlite3
import sys
import unicodedata
import warnings

import pandas as pd

FIELDS = {
    "企业名称": "ent_name",
    "统一社会信用代码": "uscc",
    "县(市、区)": "region",
    "曾用名": "former_name",
    "所在园区": "park",
    "高企证书编号": "hnte_cert",
    "认定年度": "cert_year",
    "发证日期": "issue_date",
    "有效期至": "valid_to",
    "技术领域": "tech_field",
    "行业代码": "gb4754",
    "是否规上": "above_scale",
    "企业规模": "size",
    "从业人员期末人数": "employees",
    "科技人员数": "sci_staff",
    "营业收入": "revenue",
    "研发费用": "rd_exp",
    "高新技术产品(服务)收入": "ht_income",
    "高企状态": "status",
    "备注": "remarks",
}
PARKS = {"不在园区": "无", "高新区": "阳江高新区"}
MEMBERS = {
    "park": ["阳江高新区", "珠海(阳江)", "中山火炬(阳西)", "东莞长安(阳春)", "佛山禅城(阳东万象)", "无"],
    "tech_field": ["电子信息", "生物与新医药", "航空航天", "新材料", "高技术服务", "新能源与节能", "资源与环境", "先进制造与自动化"],
    "size": ["大型", "中型", "小型", "微型"],
    "status": ["有效", "重新认定中", "到期", "撤销", "迁出"],
}
# Of a workbook without a named default style, and of what a later pandas will infer no more.
warnings.simplefilter("ignore")

CHARSET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALUES = {character: value for value, character in enumerate(CHARSET)}
WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
NUMBERS = ["cert_year", "employees", "sci_staff", "revenue", "rd_exp", "ht_income"]
DAYS = ["issue_date", "valid_to"]
REQUIRED = ["ent_name", "uscc", "region", "hnte_cert", "cert_year", "issue_date", "valid_to", "tech_field", "above_scale", "size"] + [
    "employees",
    "revenue",
    "rd_exp",
    "status",
]


def half(value):
    return unicodedata.normalize("NFKC", str(value)).replace(" ", "").strip()


def day(value):
    return value.replace("年", "-").replace("月", "-").replace("日", "").replace(".", "-") if isinstance(value, str) else value


def is_uscc(code):
    if not isinstance(code, str) or len(code) != 18 or any(character not in VALUES for character in code):
        return False
    total = sum(weight * VALUES[character] for weight, character in zip(WEIGHTS, code))
    return CHARSET[(31 - total % 31) % 31] == code[17]


def read(path, county):
    raw = pd.read_excel(path, header=None, dtype=object)
    headings = raw.apply(lambda row: sum(str(cell).split("（")[0] in FIELDS or half(cell) in FIELDS for cell in row), axis=1)
    top = int(headings.idxmax())
    names = [half(cell).replace("(万元)", "").replace("(人)", "") for cell in raw.iloc[top]]
    frame = raw.iloc[top + 1 :].copy()
    frame.columns = [FIELDS.get(name, name) for name in names]
    frame = frame[list(FIELDS.values())]
    return check(normalised(frame), county)


def normalised(frame):
    for name in frame.columns:
        if name in NUMBERS:
            frame[name] = pd.to_numeric(frame[name].map(lambda value: value.replace(",", "") if isinstance(value, str) else value))
        elif name in DAYS:
            frame[name] = pd.to_datetime(frame[name].map(day).astype(str))
        elif name == "above_scale":
            frame[name] = frame[name].map({"是": True, "√": True, "否": False, "×": False})
        else:
            frame[name] = frame[name].map(half, na_action="ignore")
    frame["park"] = frame["park"].replace(PARKS)
    return frame


def check(frame, county):
    good = frame[REQUIRED].notna().all(axis=1) & frame["uscc"].map(is_uscc)
    for name, members in MEMBERS.items():
        good &= frame[name].isin(members) | frame[name].isna()
    year = frame["issue_date"].dt.year
    good &= frame["hnte_cert"].str.match(r"^GR20\d{10}$") & (frame["hnte_cert"].str[2:6].astype(int) == frame["cert_year"]) & (year == frame["cert_year"])
    good &= frame["valid_to"] == frame["issue_date"] + pd.DateOffset(years=3)
    good &= (frame["sci_staff"].fillna(0) <= frame["employees"]) & ((frame["revenue"] == 0) | (frame["rd_exp"] <= frame["revenue"]))
    good &= (frame["status"] != "有效") | (frame["valid_to"] >= "2019-06-30")
    if not good.all():
        raise SystemExit(f"{county}: {(~good).sum()} rows rejected")
    frame = frame.drop_duplicates("uscc").copy()
    for name in DAYS:
        frame[name] = frame[name].dt.strftime("%Y-%m-%d")
    frame.insert(0, "county", county)
    return frame


def figures(frame):
    valid = frame[frame["status"].isin(["有效", "重新认定中"]) & (frame["valid_to"] >= "2019-06-30")]
    return {
        "企业数": frame["uscc"].nunique(),
        "有效": valid["uscc"].nunique(),
        "营业收入(万元)": frame["revenue"].sum(),
        "研发费用(万元)": frame["rd_exp"].sum(),
        "从业人员": frame["employees"].sum(),
    }


def main(folder, out, engine):
    database = os.path.join(out, f"pandas-{engine}.sqlite")
    if os.path.exists(database):
        os.remove(database)
    with sqlite3.connect(database) as connection:
        connection.execute("pragma journal_mode = wal")
        for county in sorted(os.listdir(folder)):
            for name in os.listdir(os.path.join(folder, county)):
                read(os.path.join(folder, county, name), county).to_sql("roster", connection, if_exists="append", index=False)
        connection.execute("create unique index roster_key on roster (county, uscc)")
        roster = pd.read_sql("select * from roster order by county, rowid", connection)
    summary = pd.DataFrame([{"县(市、区)": county, **figures(rows)} for county, rows in roster.groupby("county")] + [{"县(市、区)": "全市", **figures(roster)}])
    labels = {name: header for header, name in FIELDS.items()}
    with pd.ExcelWriter(os.path.join(out, f"pandas-{engine}.xlsx"), engine=engine) as writer:
        summary.to_excel(writer, sheet_name="汇总", index=False)
        roster.rename(columns={**labels, "county": "报送单位"}).to_excel(writer, sheet_name="高企名录", index=False, freeze_panes=(1, 0))
    print(int(summary["有效"].iloc[-1]))


if __name__ == "__main__":
    main(*sys.argv[1:4])
