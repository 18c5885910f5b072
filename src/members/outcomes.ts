import type { Group } from "../groups/model.ts";
import type { Youth } from "../programmes/model.ts";
import type { Member, NicknameProblem } from "./model.ts";

/** What a press on "join" leads to. */
export type WelcomeOutcome =
	| { kind: "form"; suggestedNickname: string | null }
	| { kind: "already-member"; member: Member }
	| { kind: "full"; waiting: number }
	| { kind: "waiting"; position: number }
	/** Came to the server with many others at once; staff have not let them in yet. */
	| { kind: "held" }
	/** Staff have taken them out of this series. */
	| { kind: "barred" }
	| { kind: "over" };
export type JoinOutcome =
	| { kind: "joined"; group: Group; member: Member }
	| { kind: "already-member"; member: Member }
	| { kind: "nickname"; problem: NicknameProblem }
	| { kind: "no-consent" }
	| { kind: "held" }
	/** The group is for people of a certain age. */
	| { kind: "no-age" }
	| { kind: "outside-age"; youth: Youth }
	| { kind: "full"; waiting: number }
	| { kind: "barred" }
	| { kind: "over" };
