import { attributesOf, decodeXml, walkXml } from "../../../src/workbooks/xml.ts";

/** An element of a chart part, for tests that look into it. */
export interface Element {
	readonly name: string;
	readonly attributes: Readonly<Record<string, string>>;
	readonly children: Element[];
	text: string;
}

export function treeOf(xml: string | Uint8Array): Element {
	const top: Element = { name: "", attributes: {}, children: [], text: "" };
	const open = [top];
	const innermost = () => open.at(-1) ?? top;
	walkXml(xml, {
		open(name, attributes) {
			const element: Element = { name, attributes: attributesOf(attributes), children: [], text: "" };
			innermost().children.push(element);
			open.push(element);
		},
		close: () => void open.pop(),
		text(raw) {
			innermost().text += decodeXml(raw);
		},
	});
	const [root] = top.children;
	if (!root) throw new Error("no element");
	return root;
}

/** Every element below one, itself first. */
export function everyElement(element: Element): Element[] {
	return [element, ...element.children.flatMap(everyElement)];
}

export function elementsNamed(element: Element, name: string): Element[] {
	return everyElement(element).filter((each) => each.name === name);
}

/** The element at a path of names, the first of each name. */
export function at(element: Element, ...path: string[]): Element {
	return path.reduce((from, name) => {
		const found = from.children.find((child) => child.name === name);
		if (!found) throw new Error(`no ${name} in ${from.name}`);
		return found;
	}, element);
}

/** Texts (or numbers as they are written) that a cache or a literal holds; null where a point is left out. */
export function pointsOf(element: Element): (string | null)[] {
	const [count] = elementsNamed(element, "ptCount");
	const points = new Map(elementsNamed(element, "pt").map((point) => [Number(point.attributes.idx), at(point, "v").text]));
	return Array.from({ length: Number(count?.attributes.val ?? 0) }, (_, index) => points.get(index) ?? null);
}
