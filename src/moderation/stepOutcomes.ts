import type { UserId } from "../shared/ids.ts";
import type { Suggestion } from "./ladder.ts";
import type { Case, Step, StepKind, Where } from "./model.ts";

/** Somebody of whom there is no case yet, and where they are. */
export interface Who {
	subject: UserId;
	where: Where;
	audience: Case["audience"];
}

/** What somebody of the staff has decided. `minutes`: for how long; only of a step that ends by itself. */
export interface Decision {
	kind: StepKind;
	minutes: number | null;
	reason: string;
}

/** The person of a step as Discord knows them now; `isStaff` of facilitators and coordinators. */
export interface About {
	isStaff: boolean;
}

export type Gone = { kind: "gone" };
/** They are the person whom it is about; or it is about staff and they do not coordinate. */
export type NotTheirs = { kind: "about-you" } | { kind: "about-staff" };
/** What can be done in a case, what was decided about the person before, and what might come next. */
export type Choices =
	| {
			kind: "choices";
			/** Null when nobody is known. */
			subject: UserId | null;
			offered: StepKind[];
			earlier: Step[];
			suggested: Suggestion | undefined;
	  }
	| { kind: "closed" }
	| NotTheirs
	| Gone;
export type DecideOutcome =
	| { kind: "decided" | "asked"; step: Step }
	/** The same holds already, or waits for a second of the staff. */
	| { kind: "already"; step: Step }
	| { kind: "empty" | "not-offered" | "bad-length" | "closed" }
	| { kind: "too-long"; max: number }
	| NotTheirs
	| Gone;
export type AgreeOutcome =
	| { kind: "agreed"; step: Step }
	| { kind: "yourself" }
	| { kind: "lapsed" }
	| { kind: "settled"; step: Step }
	| NotTheirs
	| Gone;
export type UndoOutcome =
	| { kind: "undone" | "refused"; step: Step }
	| { kind: "already" | "not-possible" | "only-coordinators" }
	| NotTheirs
	| Gone;
