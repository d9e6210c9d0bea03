/** A normalised value. Lists are arrays; a blank or not-applicable cell is null. */
export type Value = string | number | boolean | string[] | null;
