import path from "node:path";

/** What we use of the Frictionless libraries of the Open Knowledge Foundation, an implementation that shares nothing with ours. */
interface Library {
	Package: {
		load(
			descriptor: string,
			options: { strict: boolean },
		): Promise<{
			valid: boolean;
			errors: Error[];
			descriptor: { profile: string };
			resources: {
				name: string;
				tabular: boolean;
				valid: boolean;
				errors: Error[];
				descriptor: { bytes?: number; hash?: string };
				read(options: { keyed: boolean }): Promise<Record<string, unknown>[]>;
				checkRelations(): Promise<boolean>;
			}[];
		}>;
	};
}

/** Reads every table of a data package as that implementation does: descriptor against its profile, cells against types and constraints, unique keys, foreign keys. */
export async function readDataPackage(folder: string) {
	// @ts-expect-error the library comes without types
	const { Package } = ((await import("datapackage")) as { default: Library }).default;
	const read = await Package.load(path.join(folder, "datapackage.json"), { strict: false });
	const tables = new Map<string, Record<string, unknown>[]>();
	const problems = [...read.errors, ...read.resources.flatMap(({ errors }) => errors)].map(({ message }) => message);
	for (const resource of read.resources) {
		if (!resource.tabular) problems.push(`${resource.name} is no table`);
		tables.set(resource.name, await resource.read({ keyed: true }));
		await resource.checkRelations();
	}
	return { valid: read.valid && problems.length === 0, problems, profile: read.descriptor.profile, tables };
}
