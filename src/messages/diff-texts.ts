import type { Language } from "../model/text.ts";
import { diffEn } from "./diff-en.ts";
import { type DiffTexts, diffZhCN } from "./diff-zh-CN.ts";

/** Words of comparisons of versions in each language. */
export const DIFF_TEXTS: Readonly<Record<Language, DiffTexts>> = { "zh-CN": diffZhCN, en: diffEn };
