import type { ReleaseFile, ReleaseManifest } from "../model/release.ts";
import type { Draft } from "./draft.ts";
import type { Publication } from "./publication-parts.ts";

/** What is known of a release once its files are written. */
interface Made {
	readonly files: readonly ReleaseFile[];
	readonly figuresCompared: number;
	readonly madeAt: string;
	readonly reason: string | null;
}

/** The manifest of a release whose workbook was read back and agreed. */
export function manifestOf({ consolidation, basis, fingerprint }: Draft, publication: Publication, made: Made): ReleaseManifest {
	const { scope } = consolidation;
	const { number, code, before, changes, log } = publication;
	const { city, issuer, program, inputs, decisions, ...set } = basis;
	return {
		...{ format: "huibao-release/1", period: scope.period.code, number, code, city, issuer, program },
		...{ madeAt: made.madeAt, asOf: scope.asOf, cutoff: scope.cutoff, ...set, fingerprint, inputs, decisions },
		outputs: made.files,
		changes: changes && { figures: changes.figures.length, inputs: changes.inputs.length },
		verification: { figuresCompared: made.figuresCompared, differences: 0 },
		log,
		before: before && { number: before.number, code: before.code, manifest: before.manifestSha256 },
		reason: made.reason,
	};
}
