/** Code lists that several forms share. The synonyms are the ways in which offices write a value; each is written under one value only. */

/** Levels of recognition of platforms and carriers, highest first. */
export const LEVELS = {
	国家级: { slug: "national", synonyms: ["国家"] },
	省级: { slug: "provincial", synonyms: ["省", "广东省级"] },
	市级: { slug: "municipal", synonyms: ["市", "地市级", "阳江市级"] },
	县级: { slug: "county", synonyms: ["县", "区级", "县区级", "县(区)级", "县(市、区)级"] },
	不分级: { slug: "ungraded", synonyms: ["不分级别", "无级别", "未分级"] },
} as const;

/** The levels in the order in which a carrier of several levels is counted: once, at its highest. */
export const LEVELS_HIGHEST_FIRST: readonly string[] = Object.keys(LEVELS);

/**
 * Technology fields that the state supports (国家重点支持的高新技术领域, annex to 高新技术企业认定管理办法, 国科发火〔2016〕32号), with their two-digit codes.
 * Deeper levels have three and five digits; the roster asks for the first level only.
 */
export const TECH_FIELDS = {
	电子信息: { slug: "electronics", synonyms: ["电子信息领域", "10", "10电子信息", "电子信息技术", "电子与信息"] },
	生物与新医药: { slug: "biomedicine", synonyms: ["生物与新医药领域", "20", "20生物与新医药", "生物与新医药技术", "生物医药", "生物、医药技术"] },
	航空航天: { slug: "aerospace", synonyms: ["航空航天领域", "30", "30航空航天", "航空航天技术"] },
	新材料: { slug: "materials", synonyms: ["新材料领域", "40", "40新材料", "新材料技术"] },
	高技术服务: { slug: "services", synonyms: ["高技术服务领域", "50", "50高技术服务", "高技术服务业"] },
	新能源与节能: { slug: "energy", synonyms: ["新能源与节能领域", "60", "60新能源与节能", "新能源与节能技术", "新能源及节能", "新能源、高效节能"] },
	资源与环境: { slug: "environment", synonyms: ["资源与环境领域", "70", "70资源与环境", "资源与环境技术", "资源环境"] },
	先进制造与自动化: {
		slug: "manufacturing",
		synonyms: ["先进制造与自动化领域", "80", "80先进制造与自动化", "先进制造与自动化技术", "先进制造", "光机电一体化"],
	},
} as const;

/** Industrial parks of Yangjiang. 阳江高新区 here is the park, and so is the zone's own name; a park is written by its partner city, by its county, or in full. */
export const PARKS = {
	阳江高新区: { slug: "yangjiang-high-tech", synonyms: ["高新区", "阳江高新技术产业开发区", "阳江国家高新区"] },
	"珠海(阳江)": { slug: "zhuhai-yangjiang", synonyms: ["珠海(阳江)产业转移工业园", "珠海阳江产业转移工业园", "珠海阳江"] },
	"中山火炬(阳西)": {
		slug: "zhongshan-yangxi",
		synonyms: ["中山火炬(阳西)产业转移工业园", "中山火炬阳西产业转移工业园", "阳西产业转移工业园", "中山火炬阳西", "阳西产业园"],
	},
	"东莞长安(阳春)": {
		slug: "dongguan-yangchun",
		synonyms: ["东莞长安(阳春)产业转移工业园", "东莞长安阳春产业转移工业园", "阳春产业转移工业园", "东莞长安阳春", "阳春产业园"],
	},
	"佛山禅城(阳东万象)": {
		slug: "foshan-yangdong",
		synonyms: ["佛山禅城(阳东万象)产业转移工业园", "佛山禅城阳东万象产业转移工业园", "阳东万象产业转移工业园", "佛山禅城阳东万象", "阳东万象"],
	},
	无: { slug: "none", synonyms: ["不在园区", "园区外", "非园区"] },
} as const;

/** Sizes of enterprise, largest first (统计上大中小微型企业划分办法 2017, 国统字〔2017〕213号). */
export const SIZES = {
	大型: { slug: "large", synonyms: ["大", "大型企业"] },
	中型: { slug: "medium", synonyms: ["中", "中型企业"] },
	小型: { slug: "small", synonyms: ["小", "小型企业"] },
	微型: { slug: "micro", synonyms: ["微", "微型企业"] },
} as const;

/** Days by which an enterprise submits and the city recommends, per batch of HNTE applications, by year of application (the year's provincial notice on applications). */
export const HNTE_BATCH_DEADLINES: Readonly<Record<number, Readonly<Record<string, { readonly submit: string; readonly recommend: string }>>>> = {
	2019: {
		第一批: { submit: "2019-06-20", recommend: "2019-07-15" },
		第二批: { submit: "2019-07-15", recommend: "2019-08-15" },
		第三批: { submit: "2019-08-15", recommend: "2019-09-10" },
	},
};

/** Yearly revenue in 万元 from which an industrial enterprise is above scale (规模以上工业, the statistics bureau's threshold since 2011). */
export const ABOVE_SCALE_REVENUE = 2000;
