import { expect, test } from "vitest";
import { collectFaults } from "../../src/app/faults.ts";

const machine = (code: string) => Object.assign(new Error(code), { code, errno: -1 });

test("a file that another program holds open holds up no other", async () => {
	const faults = collectFaults();
	const done: string[] = [];
	await faults.keep("甲.xlsx", async () => {
		throw machine("EBUSY");
	});
	await faults.keep("乙.xlsx", async () => done.push("乙"));
	expect(done).toEqual(["乙"]);
	expect(() => faults.raise()).toThrow("甲.xlsx");
});

test("a full disk ends the intake at once", async () => {
	await expect(
		collectFaults().keep("甲.xlsx", async () => {
			throw machine("ENOSPC");
		}),
	).rejects.toThrow("ENOSPC");
});
