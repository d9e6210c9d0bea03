// node bench/small-files/make.mjs FOLDER COUNT: a data home with that many dropped files (at most 34,128) of 300 rows each, twelve to a county. The same count gives the same bytes.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { COUNTIES, county, FORMS, file } from "./counties.mjs";

/** Makes the data home; gives the bytes that were written. */
export function make(home, count) {
	if (!(count > 0 && count <= COUNTIES * FORMS)) throw new RangeError(`1 to ${COUNTIES * FORMS} files`);
	mkdirSync(home, { recursive: true });
	const units = Array.from({ length: COUNTIES }, (_, number) => county(number));
	writeFileSync(path.join(home, "huibao.config.json"), JSON.stringify({ units, inbox: { settleSeconds: 0 } }));
	let written = 0;
	for (let at = 0; at < count; at++) {
		const { name, bytes } = file(Math.floor(at / FORMS), at % FORMS);
		const target = path.join(home, "inbox", name);
		if (at % FORMS === 0) mkdirSync(path.dirname(target), { recursive: true });
		writeFileSync(target, bytes);
		written += bytes.length;
	}
	return written;
}

if (process.argv[1] === import.meta.filename) {
	const [home, count] = process.argv.slice(2);
	const started = performance.now();
	const written = make(home, Number(count));
	const seconds = (performance.now() - started) / 1000;
	process.stdout.write(`${count} files, ${(written / 1e6).toFixed(1)} MB, ${(Number(count) / seconds).toFixed(0)} files/s\n`);
}
