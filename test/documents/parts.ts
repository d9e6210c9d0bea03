import { strFromU8, unzipSync } from "fflate";

/** The parts of a package as text, in their order. */
export function xmlParts(bytes: Uint8Array): Record<string, string> {
	return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));
}

/** An attribute of the first element of a name, as it is meant. */
export function xmlAttribute(xml: string, element: string, name: string): string | undefined {
	const value = new RegExp(`<${element} [^>]*?${name}="([^"]*)"`).exec(xml)?.[1];
	return value?.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
