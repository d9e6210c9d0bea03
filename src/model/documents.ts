import { z } from "zod";
import { auditDocument } from "./audit.ts";
import { changesDocument, diffDocument, sinceSchema } from "./change-documents.ts";
import { CONVERSION_KINDS } from "./conversion.ts";
import { EVENT_KINDS } from "./decision.ts";
import { MEASURE_NAMES } from "./figure-reference.ts";
import { fillDocument } from "./fill-document.ts";
import type { Frozen } from "./frozen.ts";
import { FILE_FORMATS } from "./grid.ts";
import { PASSED_OVER_REASONS } from "./passed-over.ts";
import { periodCode } from "./period.ts";
import { releaseChanges, releaseManifest } from "./release.ts";
import { releasesDocument, verifyDocument } from "./release-documents.ts";
import { SLOT_STATES } from "./state.ts";
import { STORED_STATUSES } from "./stored.ts";

/**
 * The JSON documents that scripts outside may rely on (docs/contract.md), each as one Zod schema; the types are what huibao itself writes.
 * docs/schemas/ is generated from here.
 */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const severity = z.enum(["hard", "soft", "info"]);
const status = z.enum(["accepted", "pending", "returned", "refused"]);
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
const figureValue = z
	.union([z.number(), z.tuple([z.number(), z.number()]), z.null()])
	.describe("a number, a range [low, high], or null where nothing was reported");

const refusalSchema = z.object({
	code: z.string(),
	message: z.string(),
	sheet: z.string().nullable().optional().describe("the sheet that was refused; null for the whole file"),
});

const settlementSchema = z
	.union([
		z.object({ kind: z.literal("explained"), text: z.string(), by: z.string().describe("unit:<code>, or a person's name"), at: z.string() }),
		z.object({ kind: z.literal("waived"), waiver: z.int(), reason: z.string(), until: z.string().describe("the last day, YYYY-MM-DD") }),
	])
	.describe("why nothing more is asked: the office has explained it, or the city waives the rule");

const findingSchema = z.object({
	number: z.int().describe("within the submission, what must be corrected first: what huibao explain goes by"),
	code: z.string(),
	severity,
	sheet: z.string(),
	cell: z.string().nullable(),
	field: z.string().nullable(),
	header: z.string().nullable().optional().describe("the column's heading as the office wrote it"),
	value: z.string().nullable(),
	expected: z.string().nullable(),
	key: z
		.string()
		.nullable()
		.describe("the row's natural key as text: the same finding has it in the next version and period, whose rows stand elsewhere"),
	settled: settlementSchema.optional(),
	before: z.string().optional().describe("what the unit said of the same finding in the period before; shown, never applied"),
	message: z.string(),
	since: z.enum(["new", "again"]).optional().describe("whether the office was told of it about its version before, where there is one"),
});

const groupSchema = z.object({
	code: z.string(),
	severity,
	table: z.string().describe("empty where the form has one table"),
	field: z.string().nullable(),
	header: z.string().nullable().describe("the column's heading as the office wrote it"),
	count: z.int(),
	settled: settlementSchema.optional(),
	cells: z.array(z.string()).describe("the first ones, twenty at most; SHEET!A1 where they stand on another sheet than the report's first"),
	message: z.string(),
});

const ledgerSchema = z
	.object({ seen: z.int(), loaded: z.int(), rejected: z.int(), duplicate: z.int(), total: z.int(), note: z.int(), header: z.int() })
	.describe("every non-empty row has exactly one outcome: seen is the sum of the others");

const recordSchema = z.object({
	table: z.string().optional().describe("A or B, for a form of several tables"),
	row: z.int(),
	values: z.record(z.string(), value).describe("amounts in the form's unit, dates YYYY-MM-DD, months YYYY-MM, rates as fractions"),
	absent: z.record(z.string(), z.enum(["blank", "na"])).optional(),
});

const proposalSchema = z
	.object({
		sheet: z.string(),
		cell: z.string(),
		header: z.string(),
		column: z.string().describe("column letters"),
		field: z.string(),
		fieldHeader: z.string().describe("the heading that the form asks for"),
		required: z.boolean(),
		likeness: z.int().describe("in per cent"),
		evidence: z.object({
			resembles: z.string().describe("the name of the field that the heading comes nearest to"),
			shared: z.string().describe("characters that both share, in order"),
			kind: z
				.enum(["amount", "number", "share", "date", "month", "year", "yes-no", "code", "choice", "region", "text"])
				.describe("what the field holds"),
			values: z.int().describe("values of the column that were looked at"),
			fits: z.int().describe("how many of them can be read as the field's"),
		}),
	})
	.describe("a field that an unknown heading may mean; never applied by itself");

const unknownColumnSchema = z.object({
	sheet: z.string(),
	column: z.string().describe("column letters"),
	header: z.string(),
	cell: z.string(),
	filled: z.int().describe("how many rows hold something there"),
	values: z.array(z.object({ row: z.int(), text: z.string() })).describe("the first twenty, as they stand in the file"),
});

const evidenceSchema = z.object({
	of: z.enum(["form", "period", "unit", "batch"]),
	from: z.enum(["form-number", "header", "title", "file-name", "folder", "sheet", "option"]),
	text: z.string().describe("what was read"),
	sheet: z.string().optional(),
	cell: z.string().optional(),
});

const mappingSchema = z.object({
	table: z.string(),
	sheet: z.string(),
	field: z.string(),
	fieldHeader: z.string().describe("the field's own heading in the form"),
	header: z.string().describe("the heading as the office wrote it, parents joined by an underscore"),
	column: z.string().describe("column letters"),
	cell: z.string().describe("the heading's lowest cell"),
	via: z.enum(["header", "synonym", "confirmed"]),
	confirmed: z.object({ id: z.int(), by: z.string(), at: z.string() }).optional().describe("who confirmed the heading as a name of the field"),
	unit: z
		.object({ unit: z.string(), from: z.enum(["header", "sheet", "form"]), form: z.string().nullable() })
		.optional()
		.describe("the unit of the column's bare numbers, who named it (the heading, the sheet's line, the form), and the form's own"),
});

const conversionSchema = z
	.object({
		kind: z.enum(CONVERSION_KINDS),
		table: z.string(),
		sheet: z.string(),
		field: z.string(),
		header: z.string(),
		count: z.int().describe("cells that were converted so"),
		examples: z.array(z.object({ cell: z.string(), from: z.string(), to: z.string() })).describe("the first different ones, three at most"),
	})
	.describe("what was put into the form's units, types and spellings without a word from the office");

const headerRows = z.tuple([z.int(), z.int()]).describe("first and last row of the heading; last before first where there is none");

const submissionSchema = z.object({
	id: z.int().optional().describe("where it was stored: ingest only"),
	version: z.int().optional(),
	since: sinceSchema.optional(),
	status,
	state: z
		.enum(SLOT_STATES)
		.describe(
			"what people are told of it: as the status, and received where it is sound and its period is closed, missing where the city withdrew it, nil, late, adjusted",
		),
	form: z.string(),
	period: z.string(),
	unit: z.string(),
	batch: z.string(),
	nil: z.boolean(),
	sheet: z.string(),
	columns: z.record(z.string(), z.string()).describe("field to column letters"),
	headerRows: headerRows.nullable().describe("of the first table"),
	tables: z.array(z.object({ table: z.string(), sheet: z.string(), headerRows, columns: z.record(z.string(), z.string()) })),
	evidence: z.array(evidenceSchema).describe("why form, period, unit and batch were recognised as they were"),
	mapping: z.array(mappingSchema).describe("how every column was understood, all tables"),
	conversions: z.array(conversionSchema),
	signatures: z.record(z.string(), z.string()).describe("单位负责人, 填表人, 联系电话, 报出日期 as written"),
	rows: ledgerSchema,
	findings: z.array(findingSchema),
	groups: z
		.array(groupSchema)
		.describe(
			"the findings that are not told one by one: of more than a thousand the first ones of each kind are kept, and the rest is counted here",
		),
	unknownColumns: z.array(unknownColumnSchema).describe("columns that no field of the form claims: not used, not lost"),
	proposals: z.array(proposalSchema),
	records: z.array(recordSchema).optional(),
});

const checkedFileSchema = z.object({
	file: z.string(),
	sha256,
	status,
	refusal: refusalSchema.nullable(),
	refusals: z.array(refusalSchema).describe("every refusal of the file and of single sheets"),
	known: z.boolean().optional().describe("this very file had been taken in before and changed nothing: ingest only"),
	folder: z.string().nullable().optional(),
	format: z.enum(FILE_FORMATS).nullable().describe("what the file is by its bytes, whatever it is called; null where it could not be read"),
	encoding: z.string().optional().describe("of a text: utf-8, utf-16le, utf-16be or gb18030"),
	skipped: z
		.array(z.object({ sheet: z.string(), reason: z.enum(["instructions", "hidden", "blank", "no-report", "return-list"]) }))
		.describe("sheets of which nothing was read"),
	submissions: z.array(submissionSchema),
});

/** `check --json` and, with ids, `ingest --json`. */
export const checkDocument = z.object({
	files: z.array(checkedFileSchema),
	passedOver: z
		.array(z.object({ file: z.string(), reason: z.enum(PASSED_OVER_REASONS), message: z.string() }))
		.optional()
		.describe("what lies in the inbox and was not taken: links, copies of sync programs, what the machine denied; ingest only"),
});

/** `read --json`: cells that hold something, merged ranges and hidden sheets. */
export const readDocument = z.union([
	z.object({
		sheets: z.array(
			z.object({
				name: z.string(),
				hidden: z.boolean(),
				merges: z.array(z.string()),
				cells: z.array(z.tuple([z.string(), z.enum(["s", "n", "b", "d", "e"]), z.union([z.string(), z.number(), z.boolean()])])),
			}),
		),
	}),
	z.object({ refusal: z.object({ code: z.string(), message: z.string() }) }),
]);

const traceSource = z.object({
	file: z.string(),
	sha256,
	sheet: z.string(),
	unit: z.string().optional(),
	row: z.int().optional(),
	cells: z.array(
		z.object({
			ref: z.string(),
			raw: z.string(),
			value,
			field: z.string(),
			conversions: z.array(z.enum(CONVERSION_KINDS)).optional().describe("what was done to the raw text without a word from the office"),
		}),
	),
});

/** `trace --json`: a published figure and the cells that it comes from. */
export const traceDocument = z.object({
	figure: z.object({
		id: z.string(),
		name: z.string(),
		value: figureValue,
		unit: z.string(),
		period: z.string(),
		reportingUnit: z.string().nullable().describe("reporting-unit code; null for the whole city"),
		division: z.string().optional().describe("code of the administrative division whose units' figure it is"),
		measure: z.enum(MEASURE_NAMES).optional().describe("what is told of the figure beside its value; rates are fractions of one"),
		qualifier: z.enum(["约", "以上"]).optional(),
	}),
	inputs: z
		.array(z.object({ id: z.string(), name: z.string(), period: z.string(), value: figureValue }))
		.optional()
		.describe("what a derived figure is computed from"),
	sources: z.array(traceSource),
});

/** `trace --from --json`, and `trace WORKBOOK SHEET!CELL` of a cell of a roster: a county cell and the published figures that it feeds. */
export const cellTraceDocument = z.object({
	published: z
		.object({ workbook: z.string(), sheet: z.string(), cell: z.string() })
		.optional()
		.describe("the cell of a published roster that was asked for"),
	cell: z.object({
		file: z.string(),
		sha256,
		sheet: z.string(),
		ref: z.string().describe("A1; of a merged range its master"),
		raw: z.string().describe("what stands in the file"),
		value: value.describe("what was read of it"),
		conversions: z.array(z.enum(CONVERSION_KINDS)),
		field: z.string().nullable().describe("null where the cell stands in no column that is read"),
		header: z.string().nullable(),
		form: z.string(),
		unit: z.string(),
		period: z.string(),
		batch: z.string(),
		row: z.int(),
		role: z.enum(["header", "data", "total", "note", "example"]).describe("only data rows are counted"),
		submission: z.int().nullable().describe("null where the file was never taken in"),
		status: z.enum(STORED_STATUSES).nullable(),
		counts: z.boolean().describe("whether the version counts now"),
	}),
	figures: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			value: figureValue,
			unit: z.string(),
			period: z.string(),
			reportingUnit: z.string().nullable().describe("null for the whole city"),
			by: z.enum(["cell", "row"]).describe("cell: the figure reads this very cell; row: it counts the row, and reads other cells of it"),
			through: z.array(z.string()).optional().describe("the counted figures that a derived one rests on"),
		}),
	),
});

/** output/<period>/statistics.json. */
export const statisticsDocument = z.object({
	period: periodCode,
	cutoff: z.string(),
	asOf: z.string(),
	indicators: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			nameEn: z.string(),
			unit: z.string(),
			value: figureValue,
			byUnit: z.record(z.string(), figureValue),
			byDivision: z.record(z.string(), figureValue),
			qualifier: z.enum(["约", "以上"]).optional(),
			carried: z.record(z.string(), z.string()).optional(),
			missing: z.array(z.string()).optional(),
		}),
	),
});

/** `consolidate --json`. */
export const consolidateDocument = z.object({
	period: z.string(),
	cutoff: z.string(),
	asOf: z.string(),
	consolidation: z.int(),
	indicators: z.int().describe("how many were computed"),
	notReported: z.array(z.string()).describe("ids of the indicators that have no value"),
	missing: z.array(z.object({ form: z.string(), units: z.array(z.string()) })).describe("who owes a form and has nothing accepted"),
	carried: z.array(z.object({ form: z.string(), unit: z.string(), period: z.string() })),
});

/** `publish --json`. */
export const publishDocument = z.object({
	period: z.string(),
	cutoff: z.string(),
	asOf: z.string().describe("of the release"),
	folder: z.string().describe('where it lies; "" where nothing was published'),
	workbook: z.string(),
	release: z
		.object({ number: z.int(), code: z.string(), manifest: sha256.describe("of manifest.json") })
		.nullable()
		.describe("null where figures differ and nothing was published"),
	unchanged: z.boolean().describe("nothing new is said: this release stands as it was"),
	restored: z.array(z.string()).describe("of a release that stands: files that had been altered or were missing, made again as they were"),
	changes: releaseChanges.nullable().describe("what differs from the release before; null for the first, and where nothing new was published"),
	files: z.array(z.object({ name: z.string(), sha256, size: z.int() })),
	figuresCompared: z.int(),
	differences: z.array(
		z.object({ figure: z.string(), unit: z.string().nullable(), expected: figureValue, found: z.union([z.string(), z.number(), z.null()]) }),
	),
});

/** `report --json`. */
export const workReportDocument = z.object({
	period: z.string(),
	cutoff: z.string(),
	asOf: z.string(),
	file: z.string().describe("the .docx that was written"),
	template: z.string().describe("the template that it follows"),
	figures: z
		.array(z.string())
		.describe("names of the figures that it gives, each once: hb.hnte.stock, hb.hnte.stock.u441702_00, hb.hnte.stock.Completion"),
	prompts: z.int().describe("places that an officer has to fill in"),
	omitted: z
		.array(z.object({ line: z.int().describe("of the template"), text: z.string(), missing: z.array(z.string()) }))
		.describe("sentences that were left out because their data were not reported"),
});

const slotSchema = z.object({
	period: z.string(),
	batch: z.string(),
	state: z.enum(SLOT_STATES),
	also: z.array(z.enum(SLOT_STATES)).describe("what else is true of it: a nil report of a closed period is locked, and nil too"),
	due: z.string().describe("last day on which it is in time"),
	overdue: z.boolean(),
	submission: z.int().nullable().describe("the version that counts; where none does, the newest"),
	waiting: z
		.object({ submission: z.int(), state: z.enum(SLOT_STATES) })
		.nullable()
		.describe("a newer version that does not count: it waits for an explanation or a decision, or was returned"),
});

/** `status --json`. */
export const statusDocument = z.object({
	period: z.string(),
	units: z.array(z.object({ code: z.string(), name: z.string() })),
	forms: z.array(
		z.object({
			form: z.string(),
			title: z.string(),
			units: z.record(
				z.string(),
				z.object({
					state: z.enum(["accepted", "nil", "pending", "returned", "missing", "not-owed"]),
					rows: z.int().nullable(),
					submissions: z.array(z.int()),
					shown: z.enum([...SLOT_STATES, "not-owed"]).describe("what people are told: the state of the period or batch that asks for most"),
					overdue: z.boolean().describe("the due day of something that is not in has passed"),
					slots: z.array(slotSchema).describe("every period and batch that was filed or is owed"),
				}),
			),
		}),
	),
	refused: z.array(z.object({ file: z.string(), code: z.string(), message: z.string() })),
	runs: z.array(
		z.object({
			job: z.string(),
			startedAt: z.string(),
			finishedAt: z.string().nullable(),
			outcome: z.enum(["running", "ok", "attention", "failed"]),
			detail: z.string(),
		}),
	),
});

/** `demo --json`: everything that the demo did. */
export const demoDocument = z.object({
	ingest: checkDocument,
	returned: checkDocument.describe("the files that must come back, with what was found"),
	publish: publishDocument,
	agreement: z.object({
		compared: z.int(),
		differences: z.array(z.object({ figure: z.string(), indicator: z.string(), expected: z.unknown(), found: z.unknown() })),
	}),
	unexpected: z.array(z.string()).describe("files whose outcome is not the intended one"),
});

/** `init --json`. */
export const initDocument = z.object({ home: z.string(), created: z.array(z.string()) });

const registerEntries = z.array(
	z.object({
		code: z.string(),
		name: z.string().describe("as it was reported last"),
		otherNames: z.array(
			z.object({
				name: z.string(),
				from: z.string().nullable().describe("first and last period in which it was reported; null where it was only stated as the former name"),
				to: z.string().nullable(),
			}),
		),
		units: z.array(z.string()).describe("reporting-unit codes"),
		forms: z.array(z.string()),
		since: z.string().describe("period of its first report"),
		period: z.string().describe("period of its last report"),
	}),
);

const registerDoubt = z.object({ found: z.int(), enterprises: registerEntries });

/** `register --json`: enterprises found, at most 50; without a query `overview` says what the register holds and what looks wrong in it. */
export const registerDocument = z.object({
	query: z.string().nullable(),
	unit: z.string().nullable(),
	found: z.int().describe("how many there are, shown or not"),
	enterprises: registerEntries,
	overview: z
		.object({
			codes: z.int(),
			names: z.int(),
			severalNames: registerDoubt.describe("one code with several names in the last period in which it was reported"),
			severalCodes: registerDoubt.describe("one name under several codes"),
			severalUnits: registerDoubt.describe("one code in several units' reports of the last period in which it was reported"),
		})
		.nullable(),
});

/** `template --json`. */
export const templateDocument = z.object({
	files: z.array(
		z.object({
			form: z.string(),
			path: z.string(),
			unit: z.string().optional().describe("code of the reporting unit that a prefilled template is for"),
			period: z.string().optional().describe("period that a prefilled template is for"),
			from: z
				.string()
				.nullable()
				.optional()
				.describe("period of the accepted report that it was prefilled from; null where there is nothing to take over, and the template is blank"),
			rows: z.int().optional().describe("rows that it begins with"),
		}),
	),
});

/** `synonyms --json`: what was confirmed and what waits; `confirm` and `revoke` give the one concerned, and `confirm` the files that may come again as they are. */
export const synonymsDocument = z.object({
	synonyms: z.array(
		z.object({
			id: z.int(),
			form: z.string(),
			table: z.string().describe("A or B, for a form of several tables"),
			field: z.string(),
			fieldHeader: z.string(),
			heading: z.string().describe("as it was confirmed, parents joined by an underscore"),
			unit: z.string().nullable().describe("the only reporting unit that it is for; null for all"),
			confirmedBy: z.string(),
			confirmedAt: z.string(),
			revokedBy: z.string().nullable(),
			revokedAt: z.string().nullable().describe("null while it is in force"),
			reason: z.string().nullable(),
		}),
	),
	proposals: z
		.array(
			z.object({
				form: z.string(),
				table: z.string(),
				field: z.string(),
				fieldHeader: z.string(),
				required: z.boolean(),
				heading: z.string(),
				likeness: z.int().describe("in per cent, the greatest of its files"),
				files: z.array(z.object({ submission: z.int(), file: z.string(), unit: z.string(), period: z.string(), status })),
			}),
		)
		.describe("headings that may mean a field, from the submissions that stand"),
});

/** `explain --json`: how the findings of a submission stand, and what was explained just now. */
export const explainDocument = z.object({
	submission: z.object({
		id: z.int(),
		version: z.int(),
		file: z.string(),
		form: z.string(),
		unit: z.string(),
		period: z.string(),
		batch: z.string(),
		status: z.enum(STORED_STATUSES),
		before: z.enum(STORED_STATUSES).describe("its status before what was explained now"),
	}),
	explained: z.array(z.object({ code: z.string(), cell: z.string().nullable(), key: z.string().nullable(), text: z.string() })),
	findings: z.array(findingSchema).describe("those that must be corrected or explained, and those that were"),
	groups: z.array(groupSchema).describe("those of them that are only counted"),
});

/** What `explain --file` reads. */
export const explanationsFile = z.object({
	submission: z.union([z.int(), z.string()]),
	explanations: z
		.array(z.object({ code: z.string(), cell: z.string().optional(), key: z.string().optional(), text: z.string() }))
		.min(1)
		.max(1000)
		.describe("by code, with the cell (R5 or SHEET!R5) or the row's key where a submission has that code several times"),
});
const bilingual = z.object({ zh: z.string(), en: z.string() });

const ruleSchema = z.object({
	code: z.string().describe("stable"),
	kind: z
		.enum(["row", "table", "context", "built-in"])
		.describe("over a row, over a table, over other reports as well, or a check that no form declares"),
	severity: severity.describe("as it weighs today: a rule on trial is information, of several severities it is the gravest"),
	severities: z.array(severity).describe("what it can come to, gravest first"),
	states: bilingual.describe("the rule as a sentence or equation"),
	remedy: bilingual.describe("what to do where it is broken; empty where nothing need be done"),
	forms: z.array(z.string()).describe("the forms whose cells it marks; none: every form"),
	reads: z.array(
		z.object({
			form: z.string(),
			table: z.string().describe("empty where the form has one table"),
			field: z.string(),
			header: z.string(),
			of: z
				.object({ whose: z.enum(["unit", "city", "others", "all"]), when: z.enum(["before", "same", "latest", "year-before", "within"]) })
				.optional()
				.describe("of another report: whose, and of which period"),
		}),
	),
	looksAt: bilingual.nullable().describe("what a built-in check looks at, in words"),
	tells: z.array(z.enum(["expected", "difference"])).describe("what a finding may say beside its cell"),
	asksFor: z.enum(["reason", "confirm"]).nullable().describe("what explains a finding that may be explained"),
	trial: z.object({ hardFrom: z.string(), on: z.boolean().describe("whether it is still on trial") }).nullable(),
	waivers: z
		.array(z.object({ id: z.int(), unit: z.string().nullable(), key: z.string().nullable(), reason: z.string(), by: z.string(), until: z.string() }))
		.describe("what the city does without today; null: every unit, every row"),
});

/** `rules --json`: everything that a report is judged by. */
export const rulesDocument = z.object({ today: z.string(), rules: z.array(ruleSchema) });

/** `waive --json`: rules that the city does without for a while; `waive RULE` gives the one concerned and what became of the submissions that it touches. */
export const waiversDocument = z.object({
	waivers: z.array(
		z.object({
			id: z.int(),
			rule: z.string(),
			unit: z.string().nullable().describe("the only reporting unit that it is for; null for all"),
			key: z.string().nullable().describe("the only row, by its natural key as findings have it; null for all"),
			reason: z.string(),
			by: z.string(),
			at: z.string(),
			until: z.string().describe("the last day, YYYY-MM-DD"),
			endedBy: z.string().nullable(),
			endedAt: z.string().nullable(),
			inForce: z.boolean().describe("it has not run out and was not ended"),
		}),
	),
	touched: z
		.array(
			z.object({
				submission: z.int(),
				file: z.string(),
				form: z.string(),
				unit: z.string(),
				period: z.string(),
				batch: z.string(),
				before: z.enum(STORED_STATUSES),
				status: z.enum(STORED_STATUSES),
			}),
		)
		.describe("submissions that wait and were checked anew for it"),
});

const slotFields = { form: z.string(), unit: z.string(), period: z.string(), batch: z.string() };

const effectSchema = z.object({
	period: z.string(),
	cutoff: z.string(),
	figures: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			unit: z.string().describe("unit of measure"),
			reportingUnit: z.string().nullable().describe("reporting-unit code; null for the whole city"),
			before: figureValue,
			after: figureValue,
		}),
	),
});

/** `accept`, `return`, `withdraw` and `adjust --json`: what was decided, which version counts, and which published figures an adjustment changes. */
export const decisionDocument = z.object({
	action: z.enum(["accept", "return", "withdraw", "adjust"]),
	dryRun: z.boolean().describe("nothing was changed"),
	submission: z.object({
		id: z.int(),
		version: z.int(),
		file: z.string(),
		...slotFields,
		before: z.enum(STORED_STATUSES),
		status: z.enum(STORED_STATUSES),
	}),
	state: z.enum(SLOT_STATES).describe("of the form, unit, period and batch, afterwards"),
	counting: z.object({ before: z.int().nullable(), after: z.int().nullable() }).describe("the version that counts"),
	by: z.string(),
	at: z.string(),
	reason: z.string().nullable(),
	answer: z.string().nullable().describe("where the office finds its receipt"),
	effect: z.array(effectSchema).nullable().describe("adjust only: per consolidated period the figures that change"),
	statements: z.array(z.string()).optional().describe("where the effect is stated for the file, one for each period that changes"),
	republished: z.array(z.object({ period: z.string(), folder: z.string(), workbook: z.string() })).optional(),
});

/** `lock --json`: what was closed; or, where nothing was, what is still open. */
export const lockDocument = z.object({
	lock: z
		.object({
			id: z.int(),
			period: z.string(),
			form: z.string().nullable(),
			unit: z.string().nullable(),
			by: z.string(),
			at: z.string(),
			reason: z.string().nullable(),
		})
		.nullable(),
	open: z.array(z.object({ ...slotFields, state: z.enum(SLOT_STATES), submission: z.int().nullable() })),
});

/** `log --json`. */
export const logDocument = z.object({
	entries: z.array(
		z.object({
			id: z.int(),
			at: z.string(),
			by: z.string().describe("unit:<code> for an office by what it sent, system for a rule of huibao, else the person's name"),
			kind: z.enum(EVENT_KINDS),
			form: z.string().nullable(),
			unit: z.string().nullable(),
			period: z.string().nullable(),
			batch: z.string().nullable(),
			submission: z.int().nullable(),
			from: z.string().nullable(),
			to: z.string().nullable(),
			reason: z.string().nullable(),
			detail: z.record(z.string(), z.unknown()).nullable(),
			hash: z.string().describe("SHA-256 over the entry before and this one's content"),
		}),
	),
	verified: z
		.object({
			entries: z.int(),
			brokenAt: z.int().nullable().describe("number of the first entry at which the chain of hashes breaks"),
			cutOff: z
				.array(z.object({ file: z.string(), entry: z.int(), hash: z.string() }))
				.describe("log heads recorded by publications that the log no longer has"),
			heads: z.int().describe("how many recorded log heads were compared"),
		})
		.optional()
		.describe("with --verify"),
});

/** `jobs --json`. */
export const jobsDocument = z.object({
	timeZone: z.string(),
	jobs: z.array(z.object({ name: z.string(), schedule: z.string(), title: z.string() })),
});

/** `run --json`. */
export const runDocument = z.object({
	job: z.string(),
	outcome: z.enum(["ok", "attention", "failed", "busy"]),
	detail: z.record(z.string(), z.union([z.string(), z.number()])),
});

export type CheckDocument = Frozen<z.infer<typeof checkDocument>>;
export type CheckedFile = Frozen<z.infer<typeof checkedFileSchema>>;
export type SubmissionDocument = Frozen<z.infer<typeof submissionSchema>>;
export type EvidenceDocument = Frozen<z.infer<typeof evidenceSchema>>;
export type MappingDocument = Frozen<z.infer<typeof mappingSchema>>;
export type ProposalDocument = Frozen<z.infer<typeof proposalSchema>>;
export type FindingGroupDocument = Frozen<z.infer<typeof groupSchema>>;
export type FindingDocument = Frozen<z.infer<typeof findingSchema>>;
type ReadSheet = Extract<z.infer<typeof readDocument>, { sheets: unknown }>["sheets"][number];
/** What `read` gives, its cells one after the other: a sheet may have millions. */
export type ReadDocument =
	| Frozen<Extract<z.infer<typeof readDocument>, { refusal: unknown }>>
	| { readonly sheets: readonly (Frozen<Omit<ReadSheet, "cells">> & { readonly cells: Iterable<Frozen<ReadSheet["cells"][number]>> })[] };
export type TraceDocument = Frozen<z.infer<typeof traceDocument>>;
export type CellTraceDocument = Frozen<z.infer<typeof cellTraceDocument>>;
export type StatisticsDocument = Frozen<z.infer<typeof statisticsDocument>>;
export type ConsolidateDocument = Frozen<z.infer<typeof consolidateDocument>>;
export type PublishDocument = Frozen<z.infer<typeof publishDocument>>;
export type WorkReportDocument = Frozen<z.infer<typeof workReportDocument>>;
export type StatusDocument = Frozen<z.infer<typeof statusDocument>>;
export type DemoDocument = Frozen<z.infer<typeof demoDocument>>;
export type InitDocument = Frozen<z.infer<typeof initDocument>>;
export type TemplateDocument = Frozen<z.infer<typeof templateDocument>>;
export type RegisterDocument = Frozen<z.infer<typeof registerDocument>>;
export type SynonymsDocument = Frozen<z.infer<typeof synonymsDocument>>;
export type ExplainDocument = Frozen<z.infer<typeof explainDocument>>;
export type WaiversDocument = Frozen<z.infer<typeof waiversDocument>>;
export type RulesDocument = Frozen<z.infer<typeof rulesDocument>>;
export type RuleDocument = Frozen<z.infer<typeof ruleSchema>>;
export type DecisionDocument = Frozen<z.infer<typeof decisionDocument>>;
export type LockDocument = Frozen<z.infer<typeof lockDocument>>;
export type LogDocument = Frozen<z.infer<typeof logDocument>>;
export type JobsDocument = Frozen<z.infer<typeof jobsDocument>>;
export type RunDocument = Frozen<z.infer<typeof runDocument>>;

/** Every document with a schema, by the name of its file in docs/schemas/. */
export const DOCUMENTS = {
	check: checkDocument,
	read: readDocument,
	trace: traceDocument,
	"trace-from": cellTraceDocument,
	audit: auditDocument,
	statistics: statisticsDocument,
	manifest: releaseManifest,
	"release-changes": releaseChanges,
	releases: releasesDocument,
	verify: verifyDocument,
	consolidate: consolidateDocument,
	publish: publishDocument,
	report: workReportDocument,
	status: statusDocument,
	demo: demoDocument,
	init: initDocument,
	template: templateDocument,
	fill: fillDocument,
	register: registerDocument,
	synonyms: synonymsDocument,
	explain: explainDocument,
	explanations: explanationsFile,
	waive: waiversDocument,
	diff: diffDocument,
	changes: changesDocument,
	rules: rulesDocument,
	decision: decisionDocument,
	lock: lockDocument,
	log: logDocument,
	jobs: jobsDocument,
	run: runDocument,
} as const;
