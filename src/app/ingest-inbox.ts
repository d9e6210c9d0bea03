import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { OnFile, OnProgress } from "../cli/app-port.ts";
import { openInbox } from "../files/inbox.ts";
import { tellPassedOver } from "../messages/tell.ts";
import type { CheckDocument, CheckedFile } from "../model/documents.ts";
import type { ClaimedFile, Inbox } from "../pipeline/ports.ts";
import { unitOfFolder } from "../pipeline/unit-of-folder.ts";
import { collectFaults } from "./faults.ts";
import { isLarge, openHands } from "./hands.ts";
import { type House, ingestPorts } from "./house.ts";
import { inLanes } from "./lanes.ts";

/** Threads beyond these wait for the one writer of the database more than they work. */
const MOST_THREADS = 4;
/** Bytes of files that wait claimed for their turn. */
const AHEAD = 16 * 1024 * 1024;

/**
 * Takes in what has settled in the inbox. Offices are worked on side by side; the files of one office follow each other in the order in which they came, so that what it sent last
 * counts, and a file whose office only its content can tell is taken in alone.
 * @param onFile is given what became of each file, in the order of their claims, as soon as it is known; the document then holds none
 */
export async function ingestInbox(house: House, onProgress?: OnProgress, onFile?: OnFile): Promise<CheckDocument> {
	const { inbox: settings, limits } = house.config;
	const inbox: Inbox = openInbox(house.layout, {
		settleSeconds: settings.settleSeconds,
		maxBytes: limits.bytes,
		wait: (milliseconds) => sleep(milliseconds),
	});
	const hands = openHands(house, await ingestPorts(house), settings.threads ?? Math.min(availableParallelism(), MOST_THREADS));
	const files: CheckedFile[] = [];
	const tell = inOrder(onFile ?? ((file) => void files.push(file)));
	const faults = collectFaults();
	const lanes = {
		laneOf: (file: ClaimedFile) => (isLarge(file) ? null : (unitOfFolder(file.folder, house.units)?.code ?? null)),
		atOnce: hands.atOnce,
		ahead: 32,
		sizeOf,
		aheadBytes: AHEAD,
	};
	let done = 0;
	try {
		await inLanes(
			numbered(inbox.claim()),
			{ ...lanes, laneOf: ({ file }) => lanes.laneOf(file), sizeOf: ({ file }) => sizeOf(file) },
			async ({ number, file }) => {
				onProgress?.({ step: "files", subject: file.name, done: done++, of: null });
				let told: readonly CheckedFile[] = [];
				try {
					await faults.keep(file.name, async () => {
						told = await hands.takeIn(file);
						await file.release();
					});
				} finally {
					// After a fault of the machine, too: the files behind this one that were taken in beside it are told.
					tell(number, told);
				}
			},
		);
	} finally {
		await hands.close().finally(() => inbox.close());
	}
	faults.raise();
	const passedOver = inbox.passedOver().map((each) => ({ file: each.name, reason: each.reason, message: tellPassedOver(each, house.language) }));
	return { files, ...(passedOver.length > 0 ? { passedOver } : {}) };
}

function sizeOf({ bytes, oversized }: ClaimedFile): number {
	return oversized?.size ?? bytes.length;
}

async function* numbered<T>(files: AsyncIterable<T>): AsyncGenerator<{ readonly number: number; readonly file: T }> {
	let number = 0;
	for await (const file of files) yield { number: number++, file };
}

/** Hands on what is known of each number, in the order of the numbers. */
function inOrder(hand: OnFile): (number: number, told: readonly CheckedFile[]) => void {
	const early = new Map<number, readonly CheckedFile[]>();
	let next = 0;
	return (number, told) => {
		early.set(number, told);
		for (let files = early.get(next); files !== undefined; files = early.get(next)) {
			early.delete(next++);
			for (const file of files) hand(file);
		}
	};
}
