import { reasonedDecision } from "../reasoned-decision.ts";

/** huibao withdraw SUBMISSION --reason WHY [--by WHO] [--json]: takes back what should not be there, say under the wrong unit. */
export default reasonedDecision("withdraw");
