/** What a file may cost the machine before it is refused. */
export interface ReadLimits {
	/** Size of the file itself. */
	readonly bytes: number;
	/** All parts together after unpacking, as declared and as found. */
	readonly unpacked: number;
	/** Rows with content, per sheet. */
	readonly rows: number;
	/** The right-most column with content. */
	readonly columns: number;
	/** Cells with content, per workbook. */
	readonly cells: number;
}

/** Far above what a county office sends, far below what would hurt. */
export const DEFAULT_READ_LIMITS: ReadLimits = {
	bytes: 64 * 1024 * 1024,
	unpacked: 384 * 1024 * 1024,
	rows: 300_000,
	columns: 1_000,
	cells: 4_000_000,
};
