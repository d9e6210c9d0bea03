import type { ExplanationFault } from "../model/decision.ts";
import type { Finding, FindingCode } from "../model/finding.ts";
import type { Form } from "../model/form.ts";
import type { AsksFor, Rule } from "../model/rule.ts";

/** Findings that ask whether a reading or a name is right: that it is so, says it all. */
const CONFIRMED: ReadonlySet<string> = new Set<FindingCode>([
	...(["name.short", "percent.ambiguous", "amount.unit-scale", "amount.cell-scale"] as const),
	...(["date.year-assumed", "date.month-ambiguous", "date.future", "date.ancient", "date.span"] as const),
]);

/** What settles a soft finding of a code. @param form null: of a built-in check */
export function asksFor(code: string, form: Form | null): AsksFor {
	return (form ? ruleOf(code, form) : undefined)?.explain ?? (CONFIRMED.has(code) ? "confirm" : "reason");
}

/** The rule of a form that has a code. */
export function ruleOf(code: string, { tables }: Form): Rule | undefined {
	return tables.flatMap(({ rules }) => rules).find((rule) => rule.code === code);
}

/** What a finding says itself, which said again is no explanation of it. @param told its sentence, as the office was told */
export function ownWords({ code, header, value }: Pick<Finding, "code" | "header" | "value">, told: string, form: Form): string[] {
	const rule = ruleOf(code, form);
	const words = rule ? [rule.states.zh, rule.states.en, rule.remedy.zh, rule.remedy.en] : [];
	return [told, ...words, header ?? "", value ?? ""];
}

/** Assurances: they confirm what stands there, and give no reason for it. */
const ASSURANCES = [
	...[
		"属实",
		"确属实",
		"真实",
		"有效",
		"准确",
		"正确",
		"无误",
		"没错",
		"无错",
		"没有错误",
		"不存在问题",
		"没有问题",
		"没问题",
		"无问题",
		"无异常",
		"没有异常",
	],
	...[
		"正常",
		"正常情况",
		"合理",
		"合规",
		"符合",
		"相符",
		"一致",
		"是",
		"是的",
		"对",
		"对的",
		"好",
		"好的",
		"行",
		"可以",
		"同意",
		"确认",
		"肯定",
		"当然",
		"应该",
	],
	...["核实", "核对", "核查", "核准", "查实", "检查", "复核", "审核", "校对", "确实", "确实如此", "就是这样", "就是如此", "原因属实", "如此", "如实"],
	...["通过", "请通过", "请予通过", "予以通过", "请审核", "请审批", "望通过", "请领导审核", "特此", "特此说明", "谢谢"],
	...["ok", "okay", "yes", "true", "correct", "confirmed", "confirm", "verified", "checked", "fine", "right", "accurate", "normal", "valid", "good"],
];

/** Words that say nothing at all, not even that it is so. */
const EVASIONS = [
	...[
		"无",
		"暂无",
		"没有",
		"无说明",
		"没有说明",
		"无需说明",
		"不需要说明",
		"不用说明",
		"无须说明",
		"无可奉告",
		"不知道",
		"不清楚",
		"不详",
		"未知",
		"略",
		"空",
	],
	...[
		"同上",
		"同前",
		"同下",
		"见上",
		"如上",
		"如前",
		"上同",
		"同上期",
		"同上年",
		"同去年",
		"同上一条",
		"见附件",
		"见备注",
		"详见备注",
		"详见附件",
		"见表",
	],
	...["待补", "待补充", "待定", "待核实", "待确认", "稍后", "以后补", "测试", "不适用", "不涉及", "原因", "备注", "知道了", "收到", "已阅", "已读"],
	...["na", "none", "no", "nil", "null", "nothing", "same", "ditto", "asabove", "seeabove", "unknown", "tbd", "todo", "test", "xxx", "asdf", "qwer"],
];

/** Words that fill such sentences: who says it, what it is about, how carefully it was looked at. */
const FILLERS = [
	...[
		"我单位",
		"本单位",
		"该单位",
		"单位",
		"我局",
		"本局",
		"我县",
		"本县",
		"我区",
		"本区",
		"我市",
		"本市",
		"我们",
		"我司",
		"本人",
		"我",
		"县里",
		"区里",
		"市里",
	],
	...[
		"该企业",
		"本企业",
		"此企业",
		"企业",
		"该公司",
		"我公司",
		"本公司",
		"公司",
		"该项目",
		"本项目",
		"此项目",
		"项目",
		"该户",
		"该项",
		"此项",
		"该条",
		"此条",
	],
	...[
		"数据",
		"数字",
		"数值",
		"数额",
		"金额",
		"指标",
		"内容",
		"信息",
		"情况",
		"实际",
		"事实",
		"材料",
		"资料",
		"表格",
		"报表",
		"本表",
		"问题",
		"说明",
		"解释",
		"结果",
	],
	...[
		"填报",
		"填写",
		"上报",
		"报送",
		"申报",
		"所填",
		"所报",
		"填",
		"报",
		"提供",
		"来源",
		"来自",
		"录入",
		"反馈",
		"了解",
		"联系",
		"沟通",
		"电话",
		"再次",
		"多次",
		"反复",
	],
	...[
		"认真",
		"严格",
		"仔细",
		"按照",
		"按",
		"依照",
		"根据",
		"要求",
		"规定",
		"以上",
		"上述",
		"以下",
		"如下",
		"均",
		"都",
		"皆",
		"全部",
		"所有",
		"一切",
		"完全",
		"基本",
	],
	...[
		"为准",
		"以",
		"由",
		"与",
		"和",
		"向",
		"经",
		"经过",
		"已",
		"已经",
		"的",
		"了",
		"为",
		"系",
		"确",
		"确系",
		"确为",
		"此",
		"该",
		"本",
		"其",
		"这",
		"且",
		"并",
		"并且",
		"也",
		"就",
	],
	...["情况说明", "真实性", "准确性", "负责", "保证", "承诺", "其他", "特殊", "任何", "没有", "不", "有", "存在", "万元", "元", "人", "家"],
	...[
		"the",
		"is",
		"are",
		"it",
		"this",
		"that",
		"data",
		"value",
		"we",
		"have",
		"been",
		"and",
		"as",
		"above",
		"actual",
		"figure",
		"figures",
		"number",
		"all",
		"by",
		"us",
	],
];

const NOTHING_SAID = wordsOf([...EVASIONS, ...FILLERS]);
const NO_REASON = wordsOf([...ASSURANCES, ...EVASIONS, ...FILLERS]);

/** Characters of an explanation, at most: what is published with the figures is read by people. */
const MOST = 1000;
/** What a reason must have beside such words: two Chinese characters (停产), or a word of three letters. */
const ENOUGH = 2;
const LATIN = 0.7;

/** What the finding itself says is a phrase up to this length (the heading of the column, a value): beside it a reason must have something of its own. */
const PHRASE = 16;

/**
 * Why a text is no explanation of a finding: it says nothing, it only assures that all is well where a reason is asked for, or it is the finding's own text; null where it is one.
 * Whether a reason is a good one, people judge.
 * @param own what the finding itself says, and what stands in its cell
 */
export function faultOf(text: string, asks: AsksFor, own: readonly string[] = []): ExplanationFault | null {
	const said = coreOf(text);
	if (said === "") return "nothing";
	if (text.trim().length > MOST) return "long";
	if (asks === "confirm") return weightBeside(said, [NOTHING_SAID]) > 0 ? null : "nothing";
	const texts = own.map(coreOf).filter((each) => each !== "");
	const headings = own.map((each) => coreOf(each.replace(/[（(].*$/, "")));
	const phrases = wordsOf([...texts, ...headings].filter((each) => each.length <= PHRASE));
	if (weightBeside(said, [NO_REASON, phrases]) < ENOUGH || isOneCharacter(said)) return "no-reason";
	return texts.some((each) => each.includes(said) && said.length * 2 > each.length) ? "copied" : null;
}

/** Letters and digits alone, each in one way of writing; a tick says yes. */
function coreOf(text: string): string {
	return text
		.replace(/[√✓✔☑]/g, "是")
		.normalize("NFKC")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, "");
}

function isOneCharacter(text: string): boolean {
	return new Set(text).size === 1;
}

type Words = ReadonlyMap<string, ReadonlySet<string>>;

/** Words by their first character. */
function wordsOf(words: readonly string[]): Words {
	const byFirst = new Map<string, Set<string>>();
	for (const word of words) {
		const first = word.charAt(0);
		byFirst.set(first, (byFirst.get(first) ?? new Set()).add(word));
	}
	return byFirst;
}

/** The least that is left of a text when words are taken out of it: a Chinese character weighs one, a letter less, a digit nothing. */
function weightBeside(text: string, lists: readonly Words[]): number {
	const least = [0, ...Array.from(text, () => Number.POSITIVE_INFINITY)];
	for (let at = 0; at < text.length; at++) {
		const sofar = least[at] ?? 0;
		const character = text.charAt(at);
		const reach = (length: number, weight: number) => {
			least[at + length] = Math.min(least[at + length] ?? weight, weight);
		};
		reach(1, sofar + weightOf(character));
		for (const words of lists) for (const word of words.get(character) ?? []) if (text.startsWith(word, at)) reach(word.length, sofar);
	}
	return least[text.length] ?? 0;
}

function weightOf(character: string): number {
	if (/\p{N}/u.test(character)) return 0;
	return /[a-z]/.test(character) ? LATIN : 1;
}
