import { expect, test } from "vitest";
import { period } from "../../src/model/period.ts";
import { UsageError } from "../../src/model/usage.ts";
import { releasesAsked } from "../../src/pipeline/audit-release.ts";

const H1 = period("2019H1");
const H2 = period("2019H2");

/** Folders of publications that hold manifests of so many numbers: in place, and kept. */
function folders(inPlace: Readonly<Record<string, string>>, kept: Readonly<Record<string, string>> = {}) {
	return {
		manifestIn: async ({ code }: { code: string }, number: number | null) => (number === null ? inPlace[code] : kept[`${code} ${number}`]) ?? null,
		altered: async () => [],
	};
}

test("without a number the releases in place are audited, also one whose manifest cannot be read: that is what an audit must tell", async () => {
	const found = await releasesAsked({ period: null, release: null }, [H1, H2], folders({ "2019H1": "{", "2019H2": "{}" }));
	expect(found).toEqual([
		{ period: H1, kept: null, text: "{" },
		{ period: H2, kept: null, text: "{}" },
	]);
});

test("a number means the release of that number, among the earlier ones where it is not that in place", async () => {
	const earlier = folders({ "2019H1": "{}" }, { "2019H1 2": "kept" });
	expect(await releasesAsked({ period: "2019H1", release: "2" }, [H1], earlier)).toEqual([{ period: H1, kept: 2, text: "kept" }]);
	for (const release of ["3", "abc", "2.5", "-1"]) {
		await expect(releasesAsked({ period: "2019H1", release }, [H1], earlier)).rejects.toThrow(UsageError);
	}
});
