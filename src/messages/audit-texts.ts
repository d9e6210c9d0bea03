import type { Language } from "../model/text.ts";
import { auditEn } from "./audit-en.ts";
import { type AuditTexts, auditZhCN } from "./audit-zh-CN.ts";

/** Words of the audit in each language. */
export const AUDIT_TEXTS: Readonly<Record<Language, AuditTexts>> = { "zh-CN": auditZhCN, en: auditEn };
