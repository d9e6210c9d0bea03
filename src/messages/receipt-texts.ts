import type { Language } from "../model/text.ts";
import { receiptEn } from "./receipt-en.ts";
import { type ReceiptTexts, receiptZhCN } from "./receipt-zh-CN.ts";

/** Words of the receipts in each language. */
export const RECEIPT_TEXTS: Readonly<Record<Language, ReceiptTexts>> = { "zh-CN": receiptZhCN, en: receiptEn };
