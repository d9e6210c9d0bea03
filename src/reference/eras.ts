/** Since when there is something to report, by kind: a day before it is a slip of the pen, or needs a word. YYYY-MM-DD. */

/** Certificates under 高新技术企业认定管理办法 (国科发火〔2008〕172号), in force from 2008-01-01. */
export const HNTE_SINCE = "2008-01-01";

/** Opening of the National Science Conference, with which plans and projects of science and technology began anew. */
export const PROJECTS_SINCE = "1978-03-18";

/** No level of government recognised platforms or carriers earlier. */
export const PLATFORMS_SINCE = "1980-01-01";

/** The first rural science and technology commissioners, of Nanping in Fujian, were sent out in 1999. */
export const COMMISSIONERS_SINCE = "1999-01-01";

/** Years from the begin to the end that a project of a plan, a matter of construction and a loan last at most, as a rule. */
export const LONGEST_PROJECT = 10;
export const LONGEST_MATTER = 20;
export const LONGEST_LOAN = 30;
