import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { GroupId, GuildId, UserId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";
import type { Tx } from "../shared/tx.ts";
import type { Member, NicknameProblem, Waiting } from "./model.ts";

/** What a press on "join" leads to. */
export type WelcomeOutcome =
	| { kind: "form"; suggestedNickname: string | null }
	| { kind: "already-member"; member: Member }
	| { kind: "full"; waiting: number }
	| { kind: "waiting"; position: number }
	| { kind: "over" };
export type JoinOutcome =
	| { kind: "joined"; group: Group; member: Member }
	| { kind: "already-member"; member: Member }
	| { kind: "nickname"; problem: NicknameProblem }
	| { kind: "no-consent" }
	| { kind: "full"; waiting: number }
	| { kind: "over" };

export class MemberService {
	welcome(_groupId: GroupId, _userId: UserId, _now: Temporal.Instant): Promise<WelcomeOutcome> {
		throw new Error("not built yet");
	}
	/** `taken`: names that a nickname must not look like: staff and others on the server, without the person. */
	join(
		_groupId: GroupId,
		_userId: UserId,
		_form: { nickname: string; consent: boolean; language: Language },
		_taken: { staff: string[]; members: string[] },
		_now: Temporal.Instant,
	): Promise<JoinOutcome> {
		throw new Error("not built yet");
	}
	/** Onto the waiting list, at its end. */
	wait(
		_groupId: GroupId,
		_userId: UserId,
		_language: Language,
		_now: Temporal.Instant,
	): Promise<
		| { kind: "waiting"; position: number }
		| { kind: "already-member" }
		| { kind: "place-free" }
		| { kind: "over" }
	> {
		throw new Error("not built yet");
	}
	/** Off the waiting list, also by declining an offer; the next in line is asked. */
	stopWaiting(
		_groupId: GroupId,
		_userId: UserId,
		_now: Temporal.Instant,
	): Promise<{ kind: "gone" } | { kind: "was-not-waiting" }> {
		throw new Error("not built yet");
	}
	/** Leaves the group: everything personal of it is erased and the next in line is asked. */
	leave(
		_groupId: GroupId,
		_userId: UserId,
		_now: Temporal.Instant,
	): Promise<{ kind: "left" } | { kind: "not-member" }> {
		throw new Error("not built yet");
	}
	/** The person has left the server (or was removed from it): the same as leaving every group. */
	leftServer(_guildId: GuildId, _userId: UserId, _now: Temporal.Instant): Promise<void> {
		throw new Error("not built yet");
	}
	setReminders(
		_groupId: GroupId,
		_userId: UserId,
		_on: boolean,
		_now: Temporal.Instant,
	): Promise<{ kind: "set"; on: boolean } | { kind: "not-member" }> {
		throw new Error("not built yet");
	}
	find(_tx: Tx, _groupId: GroupId, _userId: UserId): Promise<Member | undefined> {
		throw new Error("not built yet");
	}
	list(_tx: Tx, _groupId: GroupId): Promise<Member[]> {
		throw new Error("not built yet");
	}
	waitingList(_tx: Tx, _groupId: GroupId): Promise<Waiting[]> {
		throw new Error("not built yet");
	}
	/** The groups of a server that a person belongs to, with the nickname there. */
	groupsOf(_tx: Tx, _guildId: GuildId, _userId: UserId): Promise<Member[]> {
		throw new Error("not built yet");
	}
}
