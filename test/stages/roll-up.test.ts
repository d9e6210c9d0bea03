import { describe, expect, test } from "vitest";
import { integer, text } from "../../src/model/fields.ts";
import { defineForm, defineTable, type RollUp, tableOf } from "../../src/model/form.ts";
import { period } from "../../src/model/period.ts";
import type { StoredSubmission } from "../../src/model/stored.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { effective, owing, standing } from "../../src/stages/roll-up.ts";

const units = YANGJIANG_UNITS.filter((unit) => ["441702-00", "441704-00", "441700-00"].includes(unit.code));

function form(rollUp: RollUp, owedBy: "units" | "city" = "units") {
	const table = defineTable({ rollUp, key: ["name"], fields: { name: text("名称", { en: "Name" }), n: integer("数", { en: "Number" }) } });
	return defineForm({ id: "测01", slug: "probe", title: { zh: "测", en: "Probe" }, periods: ["quarter", "year"], owedBy, tables: [table] });
}

let nextId = 1;
function accepted(unit: string, code: string, batch = ""): StoredSubmission {
	const ledger = { seen: 0, loaded: 0, rejected: 0, duplicate: 0, total: 0, note: 0, header: 0 };
	const instants = { receivedAt: "2019-06-27T00:00:00.000Z", acceptedAt: "2019-06-27T00:00:00.000Z", supersededAt: null };
	const file = {
		sha256: "0".repeat(64),
		fileName: "x.xlsx",
		status: "accepted" as const,
		nil: false,
		version: 1,
		adjusted: false,
		ledger,
		tables: [],
	};
	return { id: nextId++, form: "测01", unit, period: code, batch, ...file, ...instants };
}

function roll(rollUp: RollUp, counting: StoredSubmission[], published = "2019H1", carryForward = false, owedBy: "units" | "city" = "units") {
	const f = form(rollUp, owedBy);
	return effective(f, tableOf(f, undefined), counting, period(published), units, carryForward);
}

describe("a snapshot", () => {
	test("counts the last sub-period of the published one, and no other", () => {
		const q1 = accepted("441702-00", "2019Q1");
		const q2 = accepted("441702-00", "2019Q2");
		const rows = roll("snapshot", [q1, q2]);
		expect(rows.submissions).toEqual([q2.id]);
		expect(rows.missing).toEqual(
			["441700-00", "441704-00"].sort((a, b) => units.findIndex((u) => u.code === a) - units.findIndex((u) => u.code === b)),
		);
	});

	test("of an earlier period is missing, unless it may be carried forward, and is then named", () => {
		const earlier = accepted("441702-00", "2019Q1");
		expect(roll("snapshot", [earlier]).submissions).toEqual([]);
		expect(roll("snapshot", [earlier]).missing).toContain("441702-00");
		const carried = roll("snapshot", [accepted("441702-00", "2018"), earlier], "2019H1", true);
		expect(carried.submissions).toEqual([earlier.id]);
		expect(carried.carried).toEqual({ "441702-00": "2019Q1" });
		expect(carried.missing).not.toContain("441702-00");
	});

	test("of a later period never stands in", () => {
		expect(roll("snapshot", [accepted("441702-00", "2019Q3")], "2019H1", true).submissions).toEqual([]);
	});

	test("of the whole year is preferred to the quarter that ends with it", () => {
		const quarter = accepted("441702-00", "2019Q4");
		const year = accepted("441702-00", "2019");
		expect(roll("snapshot", [quarter, year], "2019").submissions).toEqual([year.id]);
	});
});

test("an accumulating table takes every period and batch inside the published one", () => {
	const inside = [accepted("441702-00", "2019Q1"), accepted("441702-00", "2019Q2"), accepted("441702-00", "2019Q2", "第二批")];
	const rows = roll("accumulate", [...inside, accepted("441702-00", "2018"), accepted("441702-00", "2019")]);
	expect(rows.submissions).toEqual(inside.map((s) => s.id));
});

test("a yearly table is the year's, whichever half is published", () => {
	const year = accepted("441700-00", "2019");
	expect(roll("yearly", [year, accepted("441700-00", "2018")], "2019H1", false, "city").submissions).toEqual([year.id]);
});

test("what the city alone owes is missing from the city alone", () => {
	expect(owing(form("yearly", "city"), units).map((unit) => unit.code)).toEqual(["441700-00"]);
	expect(roll("yearly", [], "2019H1", false, "city").missing).toEqual(["441700-00"]);
});

test("an accepted version stands until a newer one is accepted; where none is, the newest stands", () => {
	const returned = (s: StoredSubmission): StoredSubmission => ({ ...s, status: "returned", acceptedAt: null });
	const first = accepted("441702-00", "2019Q1");
	const wrong = returned(accepted("441702-00", "2019Q1"));
	const lone = returned(accepted("441702-00", "2019Q2"));
	const again = returned(accepted("441702-00", "2019Q2"));
	const others = [accepted("441704-00", "2019Q1"), accepted("441702-00", "2019Q3"), accepted("441702-00", "2019")];
	const stand = (submissions: StoredSubmission[]) => standing(form("snapshot"), "441702-00", period("2019H1"), submissions).map(({ id }) => id);
	expect(stand([again, lone, wrong, first, ...others])).toEqual([first.id, again.id]);
	const second = accepted("441702-00", "2019Q1");
	expect(stand([first, wrong, second])).toEqual([second.id]);
});
