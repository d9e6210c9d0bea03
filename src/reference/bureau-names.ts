/**
 * Every way the city bureau (阳江市科学技术局) is written as the host of an activity, in the two forms its name takes, with and without the city, and as its own
 * offices call it. Compared by match key, so brackets and blanks do not matter. A county's bureau (阳东区科技局) is never among them.
 */
export const BUREAU_NAMES: readonly string[] = [
	"阳江市科学技术局",
	"阳江市科技局",
	"市科学技术局",
	"市科技局",
	"市局",
	"阳江市局",
	"阳江科技局",
	"阳江市科学技术局(市本级)",
	"阳江市科技局(市本级)",
	"阳江市科学技术局机关",
	"阳江市科工局",
	"市科工局",
	"广东省阳江市科学技术局",
	"广东省阳江市科技局",
];
