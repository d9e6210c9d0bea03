import { expect, test } from "vitest";
import { releasesReport } from "../../src/cli/reports/releases.ts";
import { cliEn } from "../../src/messages/cli-en.ts";
import { type CliTexts, cliZhCN } from "../../src/messages/cli-zh-CN.ts";
import type { ToldRelease } from "../../src/model/release-documents.ts";

const released = (by: string): ToldRelease => ({
	...{ period: "2019H1", number: 1, code: "2019H1-1-7K4Q2M", standing: "newest", manifest: "", folder: null, changes: null, withdrawn: null },
	...{ madeAt: "2019-06-27T12:00:00.000Z", asOf: "2019-06-27T12:00:00.000Z", cutoff: "2019-06-27", by, reason: null },
});

test("what huibao published by itself says so in the reader's language; a person is named as ever", () => {
	const told = (by: string, texts: CliTexts) => releasesReport({ releases: [released(by)] }, texts).at(-1);
	expect(told("system", cliZhCN)).toMatch(/系统自动$/);
	expect(told("system", cliEn)).toMatch(/huibao itself$/);
	expect(told("张三", cliZhCN)).toMatch(/张三$/);
});
