import { describe, expect, test } from "vitest";
import { integer, text } from "../../src/model/fields.ts";
import { defineForm, defineTable, type Form, type RollUp, tableOf } from "../../src/model/form.ts";
import { period } from "../../src/model/period.ts";
import type { StoredSubmission } from "../../src/model/stored.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { effective, owing, slotsOf } from "../../src/stages/roll-up.ts";

const units = YANGJIANG_UNITS.filter((unit) => ["441702-00", "441704-00", "441700-00"].includes(unit.code));

function form(rollUp: RollUp, owedBy: "units" | "city" = "units") {
	const table = defineTable({ rollUp, key: ["name"], fields: { name: text("名称", { en: "Name" }), n: integer("数", { en: "Number" }) } });
	return defineForm({ id: "测01", slug: "probe", title: { zh: "测", en: "Probe" }, periods: ["quarter", "year"], owedBy, tables: [table] });
}

let nextId = 1;
function accepted(unit: string, code: string, batch = ""): StoredSubmission {
	const ledger = { seen: 0, loaded: 0, rejected: 0, duplicate: 0, total: 0, note: 0, header: 0 };
	const at = "2019-06-27T00:00:00.000Z";
	const instants = { receivedAt: at, acceptedAt: at, firstAcceptedAt: at, supersededAt: null };
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

describe("what belongs to a published period", () => {
	const quarterly: Form = { ...form("snapshot"), periods: ["quarter"] };
	const withStatus = (s: StoredSubmission, status: StoredSubmission["status"]): StoredSubmission => ({ ...s, status });
	const slots = (f: Form, of: string, submissions: StoredSubmission[]) =>
		slotsOf(f, "441702-00", period(of), submissions).map((slot) => [slot.period, slot.standing?.id ?? null]);

	test("an accepted version stands until a newer one is accepted; where none is, the newest; another unit's or period's never", () => {
		const first = accepted("441702-00", "2019Q1");
		const wrong = withStatus(accepted("441702-00", "2019Q1"), "returned");
		const lone = withStatus(accepted("441702-00", "2019Q2"), "returned");
		const again = withStatus(accepted("441702-00", "2019Q2"), "returned");
		const others = [accepted("441704-00", "2019Q1"), accepted("441702-00", "2019Q3"), accepted("441702-00", "2019")];
		expect(slots(form("snapshot"), "2019H1", [again, lone, wrong, first, ...others])).toEqual([
			["2019Q1", first.id],
			["2019Q2", again.id],
		]);
		const second = accepted("441702-00", "2019Q1");
		expect(slots(form("snapshot"), "2019H1", [first, wrong, second])[0]).toEqual(["2019Q1", second.id]);
	});

	test("of a list that stands for all the last period is owed, which an earlier one does not answer", () => {
		const [early, last] = [accepted("441702-00", "2019Q1"), accepted("441702-00", "2019Q2")];
		expect(slots(quarterly, "2019H1", [])).toEqual([["2019Q2", null]]);
		expect(slots(quarterly, "2019H1", [early])).toEqual([
			["2019Q1", early.id],
			["2019Q2", null],
		]);
		expect(slots(quarterly, "2019H1", [last])).toEqual([["2019Q2", last.id]]);
	});

	test("of what happened each period is owed; a month that is in does not answer the others", () => {
		const may = accepted("441702-00", "2019-05");
		const months = slots({ ...form("accumulate"), periods: ["month"], owes: "each" }, "2019H1", [may]);
		expect(months).toEqual(
			["2019-01", "2019-02", "2019-03", "2019-04", "2019-05", "2019-06"].map((code) => [code, code === "2019-05" ? may.id : null]),
		);
	});

	test("what was withdrawn is not there: owed, or not a line at all", () => {
		const [early, last] = [withStatus(accepted("441702-00", "2019Q1"), "withdrawn"), withStatus(accepted("441702-00", "2019Q2"), "withdrawn")];
		const [slot, ...none] = slotsOf(quarterly, "441702-00", period("2019H1"), [early, last]);
		expect(slot).toMatchObject({ period: "2019Q2", standing: null, versions: [{ id: last.id }] });
		expect(none).toEqual([]);
		const before = accepted("441702-00", "2019Q2");
		expect(slots(quarterly, "2019H1", [before, { ...last, id: before.id + 1 }])).toEqual([["2019Q2", before.id]]);
	});

	test("a year's targets answer for either half; half a year's batches each stand, and one is enough", () => {
		const year = accepted("441702-00", "2019");
		expect(slots(form("yearly"), "2019H1", [year])).toEqual([["2019", year.id]]);
		const batches = [accepted("441702-00", "2019H1", "第一批"), accepted("441702-00", "2019H1", "第二批")];
		expect(slots({ ...form("accumulate"), periods: ["half-year"] }, "2019H1", batches)).toHaveLength(2);
	});
});
