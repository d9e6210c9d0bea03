import { MEASURES, type Measure } from "../model/figure-reference.ts";
import type { AuditTexts } from "./audit-zh-CN.ts";

const measures = Object.fromEntries(Object.entries(MEASURES).map(([measure, { en }]) => [measure, `, ${en},`])) as Record<Measure, string>;

/** Words of the audit in English. */
export const auditEn: AuditTexts = {
	city: "whole city",
	division: (code) => `division ${code}`,
	measures: { ...measures, value: "", qualifier: ", qualifier,", carried: ", carried from," },
	value: (value) => (value === null ? "nothing" : typeof value === "object" ? value.join("–") : String(value)),
	listed: (texts) => texts.join(", "),
	difference: (d) =>
		`${d.file} (${d.at}): ${d.name} (${d.where})${d.measure} was published as ${d.published}; the archived originals give ${d.recomputed}`,
	unconfirmed: (name, id, places) => `${name} (${id}): ${places}`,
	archived: {
		altered: (name, files) => `${name}${files === "" ? "" : ` (${files})`}: altered, not what was received; restore it from a backup`,
		stray: (name) => `${name}: no original that was received`,
	},
	manifestAltered: "manifest.json is not the one that was noted when the release was made: it has been altered",
	manifestUnreadable: "manifest.json cannot be read, so that this release cannot be audited",
	fileAltered: (file) => `${file} is missing, or is not as it was published`,
	figureMissing: (file, id, name) => `${file} lacks the indicator ${name} (${id})`,
	figuresUnreadable: (file, why) => `the figures of ${file} cannot be read: ${why}`,
	original: {
		missing: ({ file, sha256, about }) =>
			`the original “${file}” (${about}) is missing from the archive (SHA-256 ${sha256}): restore it from a backup`,
		altered: ({ file, sha256, about }) =>
			`the original “${file}” (${about}) has been altered in the archive and is not what was received (SHA-256 ${sha256}): restore it from a backup`,
		unreadable: ({ file, about, detail }) => `the original “${file}” (${about}) is as it was received and cannot be read (${detail})`,
		"not-found": ({ file, about }) => `the original “${file}” does not hold the report that was published: ${about}`,
		rows: ({ file, about, published, detail }) =>
			`the original “${file}” (${about}) had ${published} rows when it was published; read again it has ${detail}`,
	},
};
