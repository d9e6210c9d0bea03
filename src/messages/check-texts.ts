import type { FindingCode } from "../model/finding.ts";
import type { Language } from "../model/text.ts";
import { checksEn } from "./checks-en.ts";
import { type CheckText, checksZhCN } from "./checks-zh-CN.ts";

/** What the built-in checks ask for, in each language. */
export const CHECK_TEXTS: Readonly<Record<Language, Readonly<Record<FindingCode, CheckText>>>> = { "zh-CN": checksZhCN, en: checksEn };
