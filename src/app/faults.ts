import { UsageError } from "../model/usage.ts";

/**
 * Faults of huibao in single files: each is kept until the other files are through, so that one file that huibao cannot cope with does not hold up all offices. A fault of
 * the machine (a full disk, a locked database: it has an `errno`) would meet the next file as well and is thrown at once.
 */
export function collectFaults() {
	const faults: { name: string; fault: unknown }[] = [];
	return {
		async keep(name: string, step: () => Promise<unknown>): Promise<void> {
			try {
				await step();
			} catch (fault) {
				if (fault instanceof UsageError || (fault instanceof Error && "errno" in fault)) throw fault;
				faults.push({ name, fault });
			}
		},
		raise(): void {
			if (faults.length === 0) return;
			throw new AggregateError(
				faults.map(({ fault }) => fault),
				`not taken in: ${faults.map(({ name }) => name).join(", ")}`,
			);
		},
	};
}
