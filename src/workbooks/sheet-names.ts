/** The name of a sheet that has none: that of its file, without folders and ending. */
export function nameOfFile(fileName: string): string {
	const last = fileName.split(/[\\/]/).at(-1) ?? fileName;
	return last.replace(/\.[^.]*$/, "") || fileName;
}
