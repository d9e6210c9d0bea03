import type { Finding } from "../model/finding.ts";
import { periodName } from "../model/period.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Severity } from "../model/rule.ts";
import type { CheckedSubmission, Ledger, Status } from "../model/submission.ts";
import type { Language } from "../model/text.ts";
import { inLanguage } from "../model/text.ts";
import { tell, tellRefusal } from "./tell.ts";

/** Sentences written out per severity; the rest is counted. */
const WRITTEN_OUT = 200;

interface ReceiptTexts {
	readonly suffix: string;
	readonly title: string;
	readonly file: (name: string) => string;
	readonly verdict: Readonly<Record<Status, string>>;
	readonly ledger: (ledger: Ledger) => string;
	readonly heading: Readonly<Record<Severity, (count: number) => string>>;
	readonly more: (count: number) => string;
	readonly closing: Readonly<Record<Exclude<Status, "accepted">, string>>;
	/** Where some reports of the file were accepted and others were not: each has its verdict above. */
	readonly someAccepted: string;
}

const TEXTS: Readonly<Record<Language, ReceiptTexts>> = {
	"zh-CN": {
		suffix: "审核意见",
		title: "审核意见（回执）",
		file: (name) => `文件：${name}`,
		verdict: {
			accepted: "结论：通过",
			pending: "结论：待说明（有需要说明的事项，说明后方可采用）",
			returned: "结论：退回修改",
			refused: "结论：拒收（未能作为报表读取）",
		},
		ledger: (l) =>
			`共读到${l.seen}行＝合格数据${l.loaded}＋有误数据${l.rejected}＋重复${l.duplicate}＋合计${l.total}＋文字说明${l.note}＋标题和表头${l.header}`,
		heading: {
			hard: (count) => `必须修改（${count}处）：`,
			soft: (count) => `需要核实并说明（${count}处）：`,
			info: (count) => `提示（${count}处，不影响采用）：`,
		},
		more: (count) => `……另有${count}处同类问题，改好后重报时会再次核对。`,
		closing: {
			pending: "请逐条核实：有误的请改正后重报；无误的请书面说明理由。",
			returned: "请在原文件上改正后重新报送整份文件（文件名可以不变）。本次报送的数据均未采用，以前通过的数据继续有效。",
			refused: "请按上述原因处理后重新报送。原文件已妥善保存。",
		},
		someAccepted: "本文件中结论为“通过”的报表已经采用。其余的请按上述意见处理后重新报送整份文件；在此之前，以前通过的数据继续有效。",
	},
	en: {
		suffix: "review",
		title: "Review (receipt)",
		file: (name) => `File: ${name}`,
		verdict: {
			accepted: "Outcome: accepted",
			pending: "Outcome: pending (counts once the points below are explained)",
			returned: "Outcome: returned for correction",
			refused: "Outcome: refused (could not be read as a report)",
		},
		ledger: (l) =>
			`Rows: ${l.seen} in all = ${l.loaded} sound + ${l.rejected} wrong + ${l.duplicate} duplicate + ${l.total} total + ${l.note} note + ${l.header} header`,
		heading: {
			hard: (count) => `To be corrected (${count}):`,
			soft: (count) => `To be verified and explained (${count}):`,
			info: (count) => `For your information (${count}, nothing to do):`,
		},
		more: (count) => `… and ${count} more of the kind; they are checked again when you resubmit.`,
		closing: {
			pending: "Please verify each point: correct and resubmit what is wrong, explain in writing what is right.",
			returned:
				"Please correct the original file and send the whole file again (same name or not). Nothing of this file was used; data accepted earlier stays valid.",
			refused: "Please deal with the reason above and send the file again. The original is kept.",
		},
		someAccepted:
			"The reports of this file that are accepted above are in use. Please deal with the others and send the whole file again; until then data accepted earlier stays valid.",
	},
};

/** Name of the receipt of a file: 2019上半年.xlsx.审核意见.txt. */
export function receiptName(fileName: string, language: Language): string {
	return `${fileName}.${TEXTS[language].suffix}.txt`;
}

/** The receipt of a file as plain text with CRLF, which every editor of an office shows right. */
export function receiptText(
	fileName: string,
	outcome: {
		readonly status: Status;
		readonly refusals: readonly { readonly refusal: Refusal }[];
		readonly submissions: readonly CheckedSubmission[];
	},
	language: Language,
): string {
	const texts = TEXTS[language];
	const several = outcome.submissions.length + outcome.refusals.length > 1;
	const someAccepted = outcome.submissions.some((submission) => submission.status === "accepted");
	const lines = [
		texts.title,
		texts.file(fileName),
		texts.verdict[outcome.status],
		...outcome.refusals.flatMap(({ refusal }) => ["", tellRefusal(refusal, fileName, language)]),
		...outcome.submissions.flatMap((submission) => ["", ...submissionLines(submission, language, several)]),
		...(outcome.status === "accepted" ? [] : ["", someAccepted ? texts.someAccepted : texts.closing[outcome.status]]),
	];
	return `${lines.join("\r\n")}\r\n`;
}

/** `each`: whether the file holds several reports, which have a verdict each. */
function submissionLines({ recognised, status, ledger, findings }: CheckedSubmission, language: Language, each: boolean): string[] {
	const texts = TEXTS[language];
	const { form, period, unit, batch } = recognised;
	const name = [
		`${form.id} ${inLanguage(form.title, language)}`,
		periodName(period, language),
		batch,
		language === "zh-CN" ? unit.name : unit.nameEn,
	];
	const severities: readonly Severity[] = ["hard", "soft", "info"];
	return [
		name.filter((part) => part !== "").join(" · "),
		...(each ? [texts.verdict[status]] : []),
		texts.ledger(ledger),
		...severities.flatMap((severity) => {
			const of = findings.filter((finding) => finding.severity === severity);
			return of.length === 0 ? [] : [texts.heading[severity](of.length), ...numbered(of, recognised.form, language)];
		}),
	];
}

function numbered(findings: readonly Finding[], form: CheckedSubmission["recognised"]["form"], language: Language): string[] {
	const written = findings.slice(0, WRITTEN_OUT).map((finding, at) => `  ${at + 1}. ${tell(finding, language, form)}`);
	const rest = findings.length - written.length;
	return rest > 0 ? [...written, `  ${TEXTS[language].more(rest)}`] : written;
}
