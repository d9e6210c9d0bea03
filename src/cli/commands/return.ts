import { reasonedDecision } from "../reasoned-decision.ts";

/** huibao return SUBMISSION --reason WHY [--by WHO] [--json]: returns a submission to its office; the version before it counts again. */
export default reasonedDecision("return");
