/** The words in which offices say that there is nothing to report. 零报告 is explicit: an empty table is none (reference.md, "The cycle and its words"). */

/** 本期, 我区本季度, 本单位2019年上半年. */
const WHEN =
	"(?:(?:本|我|该|此|全)(?:单位|部门|地区|辖区|地|县|区|市|局|镇|园区|表|期|月|季度?|半年度?|年度?|次|批)|(?:20\\d{2}年)?(?:[上下]半年|第?[一二三四1-4]季度|\\d{1,2}月份?)|20\\d{2}年度?)*";
/** Advice to whoever fills in the form, not a statement. */
const ADVICE = "[请的应须若如需要]";
const OUTRIGHT = new RegExp(
	`^(?:☑|√|■|✓|✔)?${WHEN}(?:(?!${ADVICE})[\\u4e00-\\u9fff]){0,8}?(?:为|是|作|按|实行)?(?:[零0]报告|零申报|零上报|空表|无数据|暂无数据|无此项|无发生|无记录|未发生|未开展|无新增|无业务|无业务发生|无此类[\\u4e00-\\u9fff]{0,4}|` +
		"无[\\u4e00-\\u9fff]{0,6}(?:情况|业务|事项|活动|项目|数据)(?:发生|填报|上报)?)(?::(?:是|√|☑|1|Y|有))?$",
	"i",
);
const THIS_HAS_NONE = /^本(?:期|表|月|季度?|半年|年度?)(?:暂)?无$/;
/** The answer before or after 零报告 that says no. */
const NOT_NIL = /^□|:(?:否|×|□|0|N|无)?$|不是|非零报告/i;
const ASKED = /^是否(?:为|属于?)?/;
const YES = /:(?:是|√|☑|✓|1|Y|有)$/i;
/** A sentence that something is not there: 本辖区无高新技术企业. Names begin so too: 无锡某公司, 无人机厂. */
const NONE_OF = new RegExp(
	`^${WHEN}(?:目前|暂时?|尚|均)?(?:无|没有|未有)(?!锡|线|人机|损|菌|机|缝|纺|极|限|为)(?:(?!${ADVICE})[\\u4e00-\\u9fff]){1,16}$`,
);
const NAME_ENDING = /(?:公司|厂|中心|院|所|大学|学校|合作社|社|店|站|会)$/;
const NOTHING = /^(?:无|没有|暂无)$/;
const PHRASE = /^特此(?:报告|说明|上报)$/;
const LABEL = /^[*※]*(?:说明|备注|附注|注)\d*:/;
/** A title that says of its table that it is a nil report. */
const TITLED = /(?:[(—-]|的|)零报告\)?$/;
/** Longer texts are instructions. */
const LONGEST = 60;

const isNone = (clause: string): boolean => NONE_OF.test(clause) && !NAME_ENDING.test(clause);
const isOutright = (clause: string): boolean => (OUTRIGHT.test(clause) || THIS_HAS_NONE.test(clause)) && !NAME_ENDING.test(clause);

/** No such statement does without one of these. */
const SAYING = /[无零0没未空特]/;

function clausesOf(text: string): string[] {
	return text
		.replace(/[“”"'「」]/g, "")
		.replace(/^\((.*)\)$/, "$1")
		.split(/[,，;；。.!！、]/)
		.filter((clause) => clause !== "");
}

/** Whether a tight text says outright that there is nothing to report: 零报告, 本期无此项业务，零报告. Every clause of it must say so. */
export function saysNil(text: string): boolean {
	if (!SAYING.test(text) || text.length > LONGEST || NOT_NIL.test(text.replace(/^\(|\)$/g, "")) || (ASKED.test(text) && !YES.test(text)))
		return false;
	const clauses = clausesOf(text.replace(LABEL, "").replace(ASKED, ""));
	return clauses.some(isOutright) && clauses.every((clause) => isOutright(clause) || isNone(clause) || NOTHING.test(clause) || PHRASE.test(clause));
}

/** Whether a title says it: 高新技术企业名录（零报告）. */
export function titleSaysNil(text: string): boolean {
	return saysNil(text) || (text.length <= LONGEST && TITLED.test(text) && !NOT_NIL.test(text));
}

/** Whether a tight text, all alone in the body of a table, says that there is nothing: 无, 本辖区无高新技术企业. */
export function saysNothing(text: string): boolean {
	if (!SAYING.test(text)) return false;
	const clauses = clausesOf(text);
	return clauses.length > 0 && clauses.every((clause) => NOTHING.test(clause) || isNone(clause) || isOutright(clause) || PHRASE.test(clause));
}
