/** The words that the workbooks print; src/messages/workbook-texts.ts says them. */
export interface ConsolidatedTexts {
	readonly sheets: {
		readonly summary: string;
		readonly dashboard: string;
		readonly chartData: string;
		readonly overview: string;
		readonly coverage: string;
		readonly notes: string;
	};
	/** 表　　号：内部工作用表. */
	readonly formNumber: (id: string) => string;
	/** Printed for the form number of a table that has none: no approval number is ever invented. */
	readonly workingTable: string;
	readonly issuedBy: (issuer: string) => string;
	readonly compiledBy: (issuer: string) => string;
	readonly period: (name: string) => string;
	/** `day`: YYYY-MM-DD. */
	readonly cutoff: (day: string) => string;
	/** `instant`: ISO 8601 in UTC. */
	readonly asOf: (instant: string) => string;
	readonly measuredInTable: string;
	/** —. */
	readonly notApplicable: string;
	readonly signatures: readonly string[];
	/** Page footer with &P and &N for the page number and the count of pages. */
	readonly pages: string;
	readonly roster: {
		readonly serial: string;
		readonly reportingUnit: string;
		readonly sourceFile: string;
		readonly sourceSheet: string;
		readonly sourceRow: string;
		readonly fileCheck: string;
		/** Heading of the lines of the summary whose figures count a row. */
		readonly countedIn: string;
		/** Said where that heading leads to the summary. */
		readonly toSummary: (sheet: string) => string;
		readonly total: string;
		/** What stands before and after the number of rows. */
		readonly count: readonly [before: string, after: string];
		readonly empty: string;
		readonly legend: string;
	};
	readonly yes: string;
	readonly no: string;
	readonly listSeparator: string;
	readonly overview: { readonly unit: string; readonly done: string; readonly legend: string };
	readonly dashboard: {
		/** 2019年上半年科技统计看板. */
		readonly title: (period: string) => string;
		readonly columns: readonly [
			indicator: string,
			unit: string,
			value: string,
			lastYear: string,
			growth: string,
			target: string,
			completion: string,
			remark: string,
		];
		readonly legend: string;
		/** Tooltip of a key figure, which is linked to its line of the summary. */
		readonly toSummary: string;
		/** Heads the sentences on what asks for attention. */
		readonly concerns: string;
		readonly data: {
			readonly note: string;
			readonly columns: readonly [chart: string, series: string, category: string, value: string, unit: string];
		};
	};
	readonly coverage: readonly [
		unit: string,
		form: string,
		title: string,
		period: string,
		state: string,
		rows: string,
		file: string,
		receivedAt: string,
	];
	readonly notes: readonly [serial: string, unit: string, form: string, text: string];
	readonly noNotes: string;
}

/** The words of a blank template. */
export interface TemplateTexts {
	readonly formNumber: (id: string) => string;
	readonly issuedBy: (issuer: string) => string;
	readonly workingTable: string;
	/** 填报单位（盖章）：江城区. */
	readonly reportingUnit: (name: string) => string;
	readonly period: (name: string) => string;
	readonly batch: (label: string) => string;
	readonly measuredIn: (unit: string) => string;
	readonly measuredInTable: string;
	readonly serial: string;
	readonly signatures: readonly string[];
	readonly pages: string;
	readonly notesTitle: string;
	readonly yes: string;
	readonly no: string;
	readonly listSeparator: string;
	/** Name of the sheet of instructions, and of the hidden one that holds drop-down lists. */
	readonly guideSheet: string;
	readonly listSheet: string;
	readonly guide: {
		readonly title: (form: string) => string;
		readonly steps: readonly string[];
		readonly columns: readonly [column: string, header: string, required: string, kind: string, unit: string, allowed: string, synonyms: string];
		readonly required: string;
		readonly optional: string;
		readonly personal: string;
	};
	/** What a clerk should put into a cell, by kind of field. */
	readonly kinds: {
		readonly text: (max: number) => string;
		readonly code: (max: number) => string;
		readonly uscc: string;
		readonly integer: (min: number | null, max: number | null) => string;
		readonly approximate: string;
		readonly decimal: (places: number, min: number | null, max: number | null) => string;
		readonly percent: string;
		readonly date: string;
		readonly dateOrMonth: string;
		readonly month: string;
		readonly year: string;
		readonly yesNo: string;
		readonly oneOf: string;
		readonly severalOf: string;
		readonly region: string;
		readonly list: string;
	};
	/** Prompts at the cells of unit and period. */
	readonly unitPrompt: string;
	readonly periodPrompt: (examples: readonly string[], batched: boolean) => string;
	readonly requiredHint: string;
	/** 2019年上半年填报：60家, in a comment beside a blank cell. */
	readonly before: (periodName: string, value: string) => string;
	readonly unitHint: (unit: string) => string;
	readonly wrongValue: string;
}
