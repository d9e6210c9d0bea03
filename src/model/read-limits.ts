/** What a file may cost the machine before it is refused. */
export interface ReadLimits {
	/** Size of the file itself. */
	readonly bytes: number;
	/** All parts together after unpacking, as declared and as found. */
	readonly unpacked: number;
	/** How many times its packed size a part may unpack to, once it is past a megabyte: what bombs betray themselves by. */
	readonly ratio: number;
	/** Parts of a package, or files of an archive. */
	readonly entries: number;
	/** Rows with content, per sheet. */
	readonly rows: number;
	/** The right-most column with content. */
	readonly columns: number;
	/** Cells with content, per workbook. */
	readonly cells: number;
	/** Different texts of a workbook's shared table. */
	readonly strings: number;
	/** How deep the elements of a part may be nested. */
	readonly nesting: number;
	/** Time that reading one file may take, in seconds. */
	readonly seconds: number;
	/** Memory of a worker that reads a legacy format, in megabytes. */
	readonly memory: number;
}

/** For files that huibao itself has written: whatever they cost, it was spent on writing them already. */
export const NO_READ_LIMITS: ReadLimits = {
	bytes: Number.POSITIVE_INFINITY,
	unpacked: Number.POSITIVE_INFINITY,
	ratio: Number.POSITIVE_INFINITY,
	entries: Number.POSITIVE_INFINITY,
	rows: Number.POSITIVE_INFINITY,
	columns: Number.POSITIVE_INFINITY,
	cells: Number.POSITIVE_INFINITY,
	strings: Number.POSITIVE_INFINITY,
	nesting: Number.POSITIVE_INFINITY,
	seconds: Number.POSITIVE_INFINITY,
	memory: Number.POSITIVE_INFINITY,
};

/** Far above what a county office sends, far below what would hurt. */
export const DEFAULT_READ_LIMITS: ReadLimits = {
	bytes: 64 * 1024 * 1024,
	unpacked: 384 * 1024 * 1024,
	ratio: 200,
	entries: 2_000,
	rows: 300_000,
	columns: 1_000,
	cells: 4_000_000,
	strings: 2_000_000,
	nesting: 64,
	seconds: 60,
	memory: 512,
};
