import type { ArchiveFault, OriginalFault } from "../model/audit.ts";
import { MEASURES, type Measure } from "../model/figure-reference.ts";
import type { FigureValue } from "../model/indicator.ts";

/** An original that something is wrong with: whose, and what is known of it. */
export interface ToldOriginal {
	readonly file: string;
	readonly sha256: string;
	/** 江城区 阳科统01 2019H1. */
	readonly about: string;
	/** Rows that were published. */
	readonly published: number;
	readonly detail: string | number | null;
}

/** A figure that is another than its originals give. */
export interface ToldDifference {
	readonly name: string;
	readonly where: string;
	readonly measure: string;
	readonly published: string;
	readonly recomputed: string;
	readonly file: string;
	readonly at: string;
}

const measures = Object.fromEntries(Object.entries(MEASURES).map(([measure, { zh }]) => [measure, zh])) as Record<Measure, string>;

/** Words of the audit in Chinese. Their shape is the type that every other language must fill. */
export const auditZhCN = {
	city: "全市",
	division: (code: string) => `区划${code}`,
	measures: { ...measures, value: "", qualifier: "口径", carried: "沿用上期" } as Record<Measure | "qualifier" | "carried", string>,
	value: (value: FigureValue | string) => (value === null ? "无" : typeof value === "object" ? value.join("–") : String(value)),
	listed: (texts: readonly string[]) => texts.join("、"),
	difference: (d: ToldDifference) =>
		`${d.file}（${d.at}）：${d.name}（${d.where}）${d.measure}公布为 ${d.published}，按存档的原始文件重算为 ${d.recomputed}`,
	unconfirmed: (name: string, id: string, places: string) => `${name}（${id}）：${places}`,
	archived: {
		altered: (name: string, files: string) => `${name}${files === "" ? "" : `（${files}）`}：被改动过，与收到时不一致，请从备份中恢复`,
		stray: (name: string) => `${name}：不是收到的原始文件`,
	} satisfies Record<ArchiveFault, (name: string, files: string) => string>,
	manifestAltered: "发布清单 manifest.json 与发布时登记的不一致：被改动过",
	manifestUnreadable: "发布清单 manifest.json 读不出来，这一版无法复核",
	fileAltered: (file: string) => `${file} 缺失，或与发布时不一致`,
	figureMissing: (file: string, id: string, name: string) => `${file} 中缺少指标 ${name}（${id}）`,
	figuresUnreadable: (file: string, why: string) => `${file} 中的数字读不出来：${why}`,
	original: {
		missing: ({ file, sha256, about }) => `原始文件“${file}”（${about}）不在存档中（SHA-256 ${sha256}）：请从备份中找回`,
		altered: ({ file, sha256, about }) => `原始文件“${file}”（${about}）在存档中被改动过，与收到时不一致（SHA-256 ${sha256}）：请从备份中恢复`,
		unreadable: ({ file, about, detail }) => `原始文件“${file}”（${about}）与收到时一致，但读不出来（${detail}）`,
		"not-found": ({ file, about }) => `原始文件“${file}”中认不出已公布的报表：${about}`,
		rows: ({ file, about, published, detail }) => `原始文件“${file}”（${about}）公布时计入 ${published} 行，重新读取为 ${detail} 行`,
	} satisfies Record<OriginalFault, (original: ToldOriginal) => string>,
};

export type AuditTexts = typeof auditZhCN;
