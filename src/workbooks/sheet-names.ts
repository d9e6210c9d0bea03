/** The name of a sheet that has none: that of its file, without folders, the bundle that it came in, and ending. */
export function nameOfFile(fileName: string): string {
	const last =
		fileName
			.replace(/^.*\.zip!/i, "")
			.split(/[\\/]/)
			.at(-1) ?? fileName;
	return last.replace(/\.[^.]*$/, "") || fileName;
}
