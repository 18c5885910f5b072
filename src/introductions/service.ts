import type { Temporal } from "temporal-polyfill";
import type { GroupId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Introduction, IntroductionForm, IntroductionTexts } from "./model.ts";

type NotHere = { kind: "not-member" } | { kind: "over" };

export class IntroductionService {
	/** The form to write, or edit, one's introduction. */
	form(_groupId: GroupId, _userId: UserId): Promise<({ kind: "form" } & IntroductionForm) | NotHere> {
		throw new Error("not built yet");
	}
	/** Keeps what was written as a draft (forgotten after a day), to be seen before it is posted. */
	write(
		_groupId: GroupId,
		_userId: UserId,
		_texts: IntroductionTexts,
		_now: Temporal.Instant,
	): Promise<
		| { kind: "preview"; introduction: Introduction; prompts: IntroductionForm["prompts"] }
		| { kind: "empty" }
		| NotHere
	> {
		throw new Error("not built yet");
	}
	/** Posts the draft under the nickname, or changes what is posted. */
	post(
		_groupId: GroupId,
		_userId: UserId,
		_now: Temporal.Instant,
	): Promise<{ kind: "posted" } | { kind: "nothing-to-post" } | NotHere> {
		throw new Error("not built yet");
	}
	/** Takes it away, draft and post. */
	remove(
		_groupId: GroupId,
		_userId: UserId,
		_now: Temporal.Instant,
	): Promise<{ kind: "removed" } | { kind: "nothing-there" }> {
		throw new Error("not built yet");
	}
	find(_tx: Tx, _groupId: GroupId, _userId: UserId): Promise<Introduction | undefined> {
		throw new Error("not built yet");
	}
	/** When the series ends: all introductions of the group disappear. */
	expireAll(_tx: Tx, _groupId: GroupId, _now: Temporal.Instant): Promise<void> {
		throw new Error("not built yet");
	}
}
