import { UsageError } from "../model/usage.ts";

/** What Windows says of a file that another program holds open, such as a receipt in Excel: of that file alone. */
const OF_ONE_FILE: readonly unknown[] = ["EBUSY", "EPERM"];

/**
 * Faults of huibao in single files: each is kept until the other files are through, so that one file that huibao cannot cope with does not hold up all offices. A fault of
 * the machine (a full disk, a denied archive, a locked database: it has an `errno`) would meet the next file as well and is thrown at once.
 */
export function collectFaults() {
	const faults: { name: string; fault: unknown }[] = [];
	return {
		async keep(name: string, step: () => Promise<unknown>): Promise<void> {
			try {
				await step();
			} catch (fault) {
				if (fault instanceof UsageError || isOfTheMachine(fault)) throw fault;
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

function isOfTheMachine(fault: unknown): boolean {
	return fault instanceof Error && "errno" in fault && !("code" in fault && OF_ONE_FILE.includes(fault.code));
}
