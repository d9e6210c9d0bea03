import { BuilderElement, type XmlComponent } from "docx";

/** An element that docx has no class for, with its attributes by qualified name. */
export function element(
	name: string,
	attributes: Readonly<Record<string, string | number>> = {},
	children: readonly (XmlComponent | string)[] = [],
): XmlComponent {
	const keyed = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, { key, value }]));
	return new BuilderElement<Record<string, string | number>>({ name, attributes: keyed, children: [...children] as XmlComponent[] });
}
