import { describe, expect, test } from "vitest";
import { RefusalError } from "../../src/model/refusal.ts";
import { attributesOf, decodeXml, walkXml, type XmlHandler } from "../../src/workbooks/xml.ts";
import { XmlWalker } from "../../src/workbooks/xml-walker.ts";

/** What a handler is told, one line an event. */
class Log implements XmlHandler {
	readonly lines: string[] = [];
	open(name: string, attributes: string): void {
		this.lines.push(`<${name}${attributes}>`);
	}
	close(name: string): void {
		this.lines.push(`</${name}>`);
	}
	text(raw: string): void {
		this.lines.push(decodeXml(raw));
	}
}

function told(xml: string | Uint8Array): string {
	const log = new Log();
	walkXml(xml, log);
	return log.lines.join("|");
}

function refusal(work: () => unknown): string {
	try {
		work();
	} catch (error) {
		if (error instanceof RefusalError) return error.refusal.code;
		throw error;
	}
	throw new Error("no refusal");
}

const SAMPLE = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<!-- <not> a tag --><x:a xmlns:x="u" b='1 > 0'>甲<![CDATA[<乙> & "]]>&amp;&#20057;&#x4E19;<c/><x:d e = "&lt;"></x:d ></x:a>`;
const TOLD = `<a xmlns:x="u" b='1 > 0'>|甲|<乙> & "|&乙丙|<c>|</c>|<d e = "&lt;">|</d>|</a>`;

describe("walking XML", () => {
	test("tags, text, CDATA, comments and instructions are told in order, without prefixes", () => {
		expect(told(SAMPLE)).toBe(TOLD);
	});

	test("pieces may be cut anywhere", () => {
		const bytes = Buffer.from(SAMPLE);
		for (let cut = 1; cut < bytes.length; cut++) {
			const log = new Log();
			const walker = new XmlWalker(log, 64);
			for (let at = 0; at < bytes.length; at += cut) walker.feed(bytes.subarray(at, at + cut));
			walker.finish();
			expect(log.lines.join("|"), `pieces of ${cut}`).toBe(TOLD);
		}
	});

	test("UTF-16 with and without mark, a declared code page, and a declaration that is not true", () => {
		const body = "<a>汇报</a>";
		const little = Buffer.from(`<?xml version="1.0"?>${body}`, "utf16le");
		const big = Buffer.from(little).swap16();
		const gbk = Buffer.concat([Buffer.from('<?xml version="1.0" encoding="GBK"?><a>'), Buffer.from([0xbb, 0xe3, 0xb1, 0xa8]), Buffer.from("</a>")]);
		for (const bytes of [
			little,
			big,
			Buffer.concat([Buffer.from([0xff, 0xfe]), little]),
			Buffer.concat([Buffer.from([0xfe, 0xff]), big]),
			Buffer.from(`\ufeff${body}`),
			gbk,
			Buffer.from(`<?xml version="1.0" encoding="utf-16"?>${body}`),
		]) {
			expect(told(bytes)).toBe("<a>|汇报|</a>");
		}
		expect(refusal(() => told(Buffer.from('<?xml version="1.0" encoding="klingon"?><a/>')))).toBe("file.unreadable");
	});

	test("what is not well formed is refused", () => {
		for (const xml of ["", "text", "<a>", "<a></b>", "<a", "</a>", "<a/><b/>", "<a><!-- </a>", "<a><![CDATA[</a>", '<a b="></a>', "<a>< b/></a>"]) {
			expect(
				refusal(() => told(xml)),
				xml,
			).toBe("file.unreadable");
		}
	});

	test("document types are refused before anything in them counts", () => {
		expect(refusal(() => told('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'))).toBe("file.doctype");
		expect(refusal(() => told(Buffer.from("\ufeff<!DOCTYPE a SYSTEM 'http://example.org/a'><a/>", "utf16le")))).toBe("file.doctype");
		expect(told("<a>&b;</a>")).toBe("<a>|&b;|</a>");
	});

	test("depth and the length of a single tag or text are bounded, comments are not", () => {
		expect(told(`${"<a>".repeat(64)}${"</a>".repeat(64)}`)).toContain("</a>");
		expect(refusal(() => told("<a>".repeat(65)))).toBe("limit.nesting");
		expect(refusal(() => told(`<a ${'b="1" '.repeat(1_000_000)}/>`))).toBe("file.unreadable");
		expect(refusal(() => told(`<a>${"x".repeat(3_000_000)}</a>`))).toBe("file.unreadable");
		expect(told(`<a><!--${"x".repeat(3_000_000)}--></a>`)).toBe("<a>|</a>");
	});
});

describe("attributes and entities", () => {
	test("attributes are read without prefix, decoded, the one without prefix first", () => {
		expect({ ...attributesOf(` r:id = 'a' id="b" x:id="c" xmlns:r="u" n="&lt;&#39;"`) }).toEqual({ id: "b", n: "<'" });
		expect({ ...attributesOf(` x:r="a"`) }).toEqual({ r: "a" });
		expect(attributesOf(' toString="1"').hasOwnProperty).toBeUndefined();
		expect(refusal(() => attributesOf(" a=b"))).toBe("file.unreadable");
	});

	test("only the five entities and character references are replaced, and line ends made one kind", () => {
		expect(decodeXml("a\r\nb\rc&#13;d")).toBe("a\nb\nc\rd");
		expect(decodeXml("&amp;lt; &nbsp; &toString; &#x110000; &#x1F600;")).toBe("&lt; &nbsp; &toString; &#x110000; 😀");
	});

	test("no text makes them slow", () => {
		const long = "a".repeat(1_000_000);
		expect({ ...attributesOf(long) }).toEqual({});
		expect(decodeXml(`&${long}`)).toHaveLength(long.length + 1);
		expect(decodeXml("&".repeat(1_000_000))).toHaveLength(1_000_000);
	});
});
