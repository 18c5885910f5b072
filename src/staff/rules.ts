import { checkNickname } from "../members/nickname.ts";
import { cleanName, isReadable } from "../shared/text.ts";
import { Duty, InductionStep, type StaffMember } from "./model.ts";

/** In characters. */
export const ORGANISATION_LENGTH = 60;

export type NameCheck =
	| { kind: "fine"; name: string }
	| { kind: "bad-name"; why: "length" | "mention" | "personal" };

/** A public name is shown to participants, and held to what holds for their nicknames. */
export function checkPublicName(written: string): NameCheck {
	const check = checkNickname(written, { staff: [], members: [] });
	if (check.kind === "fine") return { kind: "fine", name: check.nickname };
	switch (check.problem.kind) {
		case "too-long":
		case "too-short":
		case "invisible":
			return { kind: "bad-name", why: "length" };
		case "mention":
			return { kind: "bad-name", why: "mention" };
		default:
			return { kind: "bad-name", why: "personal" };
	}
}

/** The name of an organisation as it is kept; undefined when it cannot be one. */
export function organisationName(written: string): string | undefined {
	const name = cleanName(written);
	return isReadable(name) && name.length <= ORGANISATION_LENGTH ? name : undefined;
}

/** Each once, in the order in which they are shown. */
export function dutiesOf(duties: readonly Duty[]): Duty[] {
	return Duty.options.filter((duty) => duties.includes(duty));
}

export function stepsOf(steps: readonly InductionStep[]): InductionStep[] {
	return InductionStep.options.filter((step) => steps.includes(step));
}

export function isInducted({ induction }: Pick<StaffMember, "induction">): boolean {
	return InductionStep.options.every((step) => induction.includes(step));
}
